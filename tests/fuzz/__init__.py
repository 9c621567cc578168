"""Damaged and altered copies of the samples: none may pass for sound. By hand: python -m tests.fuzz"""
