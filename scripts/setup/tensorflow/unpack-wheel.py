"""Takes some members out of a wheel; each must have the sha256 that the wheel's own RECORD gives it.

unpack-wheel.py WHEEL FOLDER NAME-OR-PREFIX/ ...    prints "done total" in bytes as it goes
"""

import base64
import csv
import hashlib
import io
import os
import sys
import zipfile

wheel, folder, *wanted = sys.argv[1:]
archive = zipfile.ZipFile(wheel)
record_name = next((name for name in archive.namelist() if name.endswith('.dist-info/RECORD')), None)
if record_name is None:
    sys.exit('the wheel has no RECORD')
record = {row[0]: row[1] for row in csv.reader(io.StringIO(archive.read(record_name).decode())) if row}


def is_wanted(name):
    return any(name == one or (one.endswith('/') and name.startswith(one)) for one in wanted)


members = [info for info in archive.infolist() if is_wanted(info.filename) and not info.is_dir()]
missing = [one for one in wanted if not one.endswith('/') and one not in archive.namelist()]
if missing:
    sys.exit('the wheel lacks ' + ', '.join(missing))
total = sum(info.file_size for info in members)
done = 0
for info in members:
    name = info.filename
    if name.startswith('/') or '\\' in name or '..' in name.split('/'):
        sys.exit(name + ' wants to leave the folder')
    target = os.path.join(folder, *name.split('/'))
    os.makedirs(os.path.dirname(target), exist_ok=True)
    digest = hashlib.sha256()
    try:
        with archive.open(info) as source, open(target, 'wb') as out:
            while chunk := source.read(1 << 22):
                digest.update(chunk)
                out.write(chunk)
                done += len(chunk)
                if len(chunk) == 1 << 22:
                    print(done, total, flush=True)
    except zipfile.BadZipFile as problem:
        sys.exit(name + ' is damaged: ' + str(problem))
    claimed = record.get(name, '')
    actual = 'sha256=' + base64.urlsafe_b64encode(digest.digest()).rstrip(b'=').decode()
    if claimed != actual:
        sys.exit(name + ' is not what the wheel says it is')
