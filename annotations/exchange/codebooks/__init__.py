"""Codebooks as files: tables (CSV, XLSX) and the codebook of REFI-QDA (QDC)."""
