"""Exports: released tables and raw answer sheets as files for spreadsheets, SPSS and programs; the codebook."""
