"""Small issues for the tests of banxin batch, and what they ask of it."""
import json
import os
import pathlib
import signal
import struct
import subprocess
import time
import zlib

LAYOUT = '''layout: 1
base: sikai-4x17
slots:
  a: {cols: [1, 4], rows: [1, 20]}
'''


def png(path, level):
    """A grey picture of 300 by 200 pixels."""
    def chunk(kind, data):
        return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
    rows = b''.join(b'\0' + bytes((level + x) % 200 for x in range(300)) for _ in range(200))
    path.write_bytes(b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', 300, 200, 8, 0, 0, 0, 0))
                     + chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b''))


def issue(folder, text, picture=False):
    folder = pathlib.Path(folder)
    for name in ('articles', 'layouts', 'pictures'):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / 'issue.yaml').write_text(
        'issue: 1\ntitle: 云溪周刊\ndate: 2026-03-27\nlayout: one\npages:\n  - slots: {a: articles/a.md}\n', encoding='utf8')
    (folder / 'layouts' / 'one.yaml').write_text(LAYOUT, encoding='utf8')
    if picture:
        png(folder / 'pictures' / 'p.png', 40)
        text += '\n\n![溪](pictures/p.png){cols=1 at=top-right}'
    (folder / 'articles' / 'a.md').write_text('---\nheadline: 一条溪的回头水\n---\n%s\n' % text, encoding='utf8')
    return folder


def archive(folder, n, picture=False):
    return [issue(pathlib.Path(folder) / ('issue-%02d' % i), '三月的云溪县，水又清了。第%d期。' % i * (3 + i % 5), picture) for i in range(n)]


class Batch:
    """banxin batch into one output folder."""

    def __init__(self, banxin, output, *options):
        self.banxin, self.output, self.options = banxin, pathlib.Path(output), options

    def command(self, where, *options):
        return [self.banxin, 'batch', str(where), '-o', str(self.output), *self.options, *options]

    def run(self, where, *options, wanted=0):
        done = subprocess.run(self.command(where, *options), capture_output=True, text=True, stdin=subprocess.DEVNULL)
        assert done.returncode == wanted, (done.returncode, wanted, done.stdout, done.stderr)
        return done

    def report(self, where, *options, wanted=0):
        """The summary, with the issues by name."""
        file = self.output.parent / 'report.json'
        done = self.run(where, '--report', str(file), *options, wanted=wanted)
        summary = json.loads(file.read_text(encoding='utf8'))
        summary['issues'] = {i['name']: i for i in summary['issues']}
        summary['said'] = done.stdout + done.stderr
        return summary

    def plan(self, where, *options):
        """--dry-run: name → reason, of those to be made."""
        lines = self.run(where, '--dry-run', *options).stdout.splitlines()
        return dict(line[5:].strip().split(': ', 1) for line in lines if line.startswith('make '))

    def start(self, where, *options):
        return subprocess.Popen(self.command(where, *options), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                                stdin=subprocess.DEVNULL)


def workers(batch_pid):
    found = []
    for entry in pathlib.Path('/proc').iterdir():
        try:
            if entry.name.isdigit() and (entry / 'exe').readlink().name == 'banxin-worker':
                parent = int((entry / 'stat').read_text().rsplit(')', 1)[1].split()[1])
                if parent == batch_pid:
                    found.append(int(entry.name))
        except OSError:
            pass
    return found


def wait_for(condition, seconds=30):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.01)
    raise AssertionError('waited %d s in vain' % seconds)


def strike(process, output, number):
    """A signal to a worker, once the first issue is made: it is at one, or gets the next."""
    wait_for(lambda: list(output.glob('*.pdf')))
    pid = wait_for(lambda: workers(process.pid))[0]
    os.kill(pid, number)


STOP, CRASH = signal.SIGSTOP, signal.SIGSEGV
