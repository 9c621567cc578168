"""What the pages of docs/ say that the program knows: tables, findings, exit codes and forms, written between marks.

``python -m jixiao.documentation docs`` writes them anew; a test holds that they are of today.
"""
