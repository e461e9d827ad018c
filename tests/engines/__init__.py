"""Engines that judge our workbooks: LibreOffice, IronCalc, the Open XML SDK validator.

Values all have one shape: sheet name -> cell address -> value, formula cells only.
"""
