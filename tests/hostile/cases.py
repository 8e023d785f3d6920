"""The table: what is tried, and what must come of it.

A row is added in studies.py or in files.py and nowhere else; they run in the
order in which these are imported.
"""
import studies
import files
from table import BY_MEMORY, CASES

__all__ = ['BY_MEMORY', 'CASES', 'files', 'studies']
