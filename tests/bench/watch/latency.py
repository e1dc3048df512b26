#!/usr/bin/python3
"""From a save to the new picture in the browser, and where the time goes.

usage: latency.py BANXIN SAMPLE WORK [RUNS]

Each run saves one story of the first page with another text, and ends when the browser has shown the picture: decoded,
put into the page, the frame after it begun. The page fills the width of a window of 1400 pixels, then it is shown at 100 %.
"""
import os
import pathlib
import shutil
import statistics
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / 'watch'))
from watching import Watch, browser, wait

banxin, sample, work = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]).absolute()
runs = int(sys.argv[4]) if len(sys.argv) > 4 else 20
BREATH_S = 0.5  # between two runs: an editor does not save without end

# When each shown picture was there, and what its request took. The time is that of the machine, as the save's.
LISTEN = '''
window.shown = [];
document.addEventListener('shown', () => requestAnimationFrame(() => setTimeout(() => {
  const sum = document.querySelector('#sheets .sheet').dataset.sum;
  const [entry] = performance.getEntriesByType('resource').filter((e) => e.name.includes(sum) && !e.name.includes('ppi=8.')).slice(-1);
  window.shown.push({at: Date.now(), asked: performance.timeOrigin + entry.requestStart, answered: performance.timeOrigin + entry.responseEnd});
})));'''


def one_run(page, watch, name, text, i):
    before = page.execute_script('return window.shown.length')
    place = text.index('。')
    # what is written is there at the rename
    beside = watch.folder / (name + '.new')
    beside.write_text(text[:place] + '，第%d次' % i + text[place:], encoding='utf8')
    start = time.time() * 1000
    os.rename(beside, watch.folder / name)
    wait('the picture', lambda: page.execute_script('return window.shown.length') > before)
    shown = page.execute_script('return window.shown.at(-1)')
    built = watch.state()['ms']
    time.sleep(BREATH_S)
    return {'in all': shown['at'] - start, 'until asked for': shown['asked'] - start, 'of it built': built,
            'painted, packed, sent': shown['answered'] - shown['asked'], 'decoded, shown': shown['at'] - shown['answered']}


def measure(page, watch, name, text, what, first):
    results = [one_run(page, watch, name, text, first + i) for i in range(runs)]
    size = page.execute_script('const i = document.querySelector("#sheets .picture img"); return i.naturalWidth + " × " + i.naturalHeight')
    print('%s, %s pixels, %d runs:' % (what, size, runs))
    for step in results[0]:
        values = sorted(result[step] for result in results)
        print('  %-22s median %4d ms  (%d … %d)' % (step, statistics.median(values), values[0], values[-1]))
    return statistics.median(result['in all'] for result in results)


shutil.rmtree(work, ignore_errors=True)
work.mkdir(parents=True)
watch = Watch(banxin, sample, work)
page = browser()
try:
    page.get(watch.url)
    wait('the first picture', lambda: page.execute_script('return document.querySelector("#sheets .sheet")?.dataset.sum'))
    page.execute_script(LISTEN)
    name = 'articles/' + sorted(path.name for path in watch.folder.glob('articles/*.md'))[0]
    text = watch.read(name)
    medians = [measure(page, watch, name, text, 'Fitted to the width', 1)]
    page.execute_script('document.querySelector("#full-size").click()')
    time.sleep(2 * BREATH_S)
    medians.append(measure(page, watch, name, text, 'At 100 %', 1001))
finally:
    page.quit()
    watch.end()
sys.exit(0 if max(medians) < 150 else 1)
