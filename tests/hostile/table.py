"""How a row of the table is written.

One row a case: name, command, exit status (one, or several that are right),
codes that must be said, files. The command runs where the files lie; "-o" and
an empty folder are put behind report and batch.
"""
CASES = []

# What nothing but the bound on memory stops, which sanitizers do without.
BY_MEMORY = ('pdf-object-bomb', 'pdf-reference-bomb',
             'pdf-figure-object-bomb')


def row(name, command, status, codes, files, seen=False):
    """SEEN: the payload must come through, as words."""
    CASES.append({'name': name, 'command': command.split(), 'codes':
                  codes.split(), 'status': {status} if
                  isinstance(status, int) else set(status),
                  'files': files, 'seen': seen})


def checked(name, codes, content, suffix='xml', status=3):
    row(name, f'check study.{suffix}', status, codes,
        {f'study.{suffix}': content})
