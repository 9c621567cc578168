"""Damaged and altered copies of the samples, to see that none of them passes for sound. By hand: python -m tests.fuzz"""
