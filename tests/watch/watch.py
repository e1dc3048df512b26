#!/usr/bin/python3
"""`banxin watch` in a real browser, and what its server refuses.

usage: watch.py BANXIN SAMPLES WORK [PICTURES]

PICTURES: a folder for pictures of the browser, to be looked at.
"""
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import unittest

from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from watching import Watch, browser, wait

BANXIN, SAMPLES, WORK = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]).absolute()
PICTURES = pathlib.Path(sys.argv[4]) if len(sys.argv) > 4 else None
shutil.rmtree(WORK, ignore_errors=True)
WORK.mkdir(parents=True)


class Page:
    """The page in the browser, as a user meets it."""

    def __init__(self, driver, watch):
        self.driver, self.watch = driver, watch
        driver.get(watch.url)
        self.wait_for_newest()

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def data(self, key):
        return self.run('return document.querySelector("#sheets .sheet").dataset[arguments[0]]', key)

    def index(self):
        return self.run('return [...document.querySelectorAll("#thumbs button")].findIndex(b => b.getAttribute("aria-current") === "page")')

    def text(self, selector):
        return self.run('return document.querySelector(arguments[0])?.textContent', selector)

    def is_shown(self, selector):
        return self.run('return document.querySelector(arguments[0])?.checkVisibility() ?? false', selector)

    def click(self, selector):
        """Once it is there: a new state makes some elements anew."""
        def is_clicked():
            try:
                self.driver.find_element(By.CSS_SELECTOR, selector).click()
                return True
            except (NoSuchElementException, StaleElementReferenceException):
                return False
        wait(selector, is_clicked)

    def press(self, *keys):
        ActionChains(self.driver).send_keys(*keys).perform()

    def wait_for_newest(self):
        """Until the picture is that of the state that the server has."""
        def is_newest():
            state = self.watch.state()
            is_told = self.run('return document.querySelector("#status").dataset.number') == str(state['number'])
            return is_told and self.data('sum') == state['preview']['pages'][max(0, self.index())]['sum']
        wait('the newest picture', is_newest)

    def wait_for_change(self, before):
        wait('another picture', lambda: self.data('sum') not in (None, before))

    def picture(self, name):
        if PICTURES:
            self.driver.save_screenshot(str(PICTURES / (name + '.png')))


class InBrowser(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.driver = browser()
        cls.watch = Watch(BANXIN, SAMPLES / 'sikai-4p', WORK)

    @classmethod
    def tearDownClass(cls):
        cls.driver.quit()
        cls.watch.end()

    def setUp(self):
        """Each begins with the sample as it is, on its first page."""
        for path in SAMPLES.glob('sikai-4p/**/*'):
            name = path.relative_to(SAMPLES / 'sikai-4p')
            if path.suffix in ('.md', '.yaml') and (not (self.watch.folder / name).exists() or self.watch.read(name) != path.read_text(encoding='utf8')):
                self.watch.save(name, path.read_text(encoding='utf8'))
        wait('a good state', lambda: not self.watch.state()['stale'] and len(self.watch.state()['preview']['pages']) == 4)
        self.driver.get(self.watch.url)
        self.driver.execute_script('localStorage.clear()')
        self.page = Page(self.driver, self.watch)

    def tearDown(self):
        said = [line for line in self.driver.get_log('browser') if line['level'] == 'SEVERE' and ' 410 ' not in line['message']]
        self.assertEqual(said, [])

    def change(self, name, words, by):
        text = self.watch.read(name)
        self.assertIn(words, text)
        self.watch.save(name, text.replace(words, by, 1))

    def test_saves_are_followed(self):
        page = self.page
        self.assertEqual(page.text('#title'), '云溪周刊')
        page.click('#full-size')
        page.run('document.querySelector("#desk").scrollTo(60, 300)')
        wait('the scrolled place', lambda: page.run('return document.querySelector("#desk").scrollTop') == 300)
        page.wait_for_newest()
        before = page.data('sum')
        self.change('articles/02-bus.md', '早上六点零五分', '早上七点零五分')
        page.wait_for_change(before)
        page.wait_for_newest()
        self.assertEqual(page.run('const d = document.querySelector("#desk"); return [d.scrollLeft, d.scrollTop]'), [60, 300])
        self.assertEqual(page.text('#zoom'), '100 %')
        # many at once, one of them written in place
        for i in range(30):
            self.change('articles/02-bus.md', '早上', '早上上')
        text = self.watch.read('articles/02-bus.md').replace('早上' + '上' * 30, '清早')
        (self.watch.folder / 'articles/02-bus.md').write_text(text, encoding='utf8')
        wait('the last of them', lambda: any(s['title'].startswith('清早六点') or s['title'].startswith('清早七点') for s in self.watch.state()['preview']['stories']))
        page.wait_for_newest()

    def test_only_what_changed_is_painted(self):
        page = self.page
        wait('all thumbnails', lambda: page.run('return document.querySelectorAll("#thumbs img").length') == 4)
        before = self.watch.state()['preview']['pages']
        page.run('performance.clearResourceTimings()')
        self.change('articles/16-book.md', '。', '！')  # it stands on page 4
        wait('another page 4', lambda: self.watch.state()['preview']['pages'][3]['sum'] != before[3]['sum'])
        self.assertEqual([p['sum'] for p in self.watch.state()['preview']['pages'][:3]], [p['sum'] for p in before[:3]])
        asked = 'return performance.getEntriesByType("resource").map(e => e.name).filter(n => n.includes("/picture"))'
        wait('its thumbnail', lambda: page.run(asked))
        self.assertTrue(all('page=3&' in name for name in page.run(asked)), page.run(asked))

    def test_broken_files(self):
        page = self.page
        before = page.data('sum')
        self.change('issue.yaml', 'pages:', 'pages: [')
        wait('the message', lambda: page.is_shown('#notice'))
        self.assertIn('issue.yaml:', page.text('#notice'))
        self.assertIn('此前的版面', page.text('#notice'))
        self.assertEqual(page.data('sum'), before)
        self.assertTrue(page.run('return document.querySelector("#sheets .picture img").complete'))
        page.picture('broken')
        self.change('issue.yaml', 'pages: [', 'pages:')
        wait('its end', lambda: not page.is_shown('#notice'))
        os.remove(self.watch.folder / 'articles/03-ten.md')
        wait('the message', lambda: page.is_shown('#notice'))
        self.assertEqual(page.data('sum'), before)
        shutil.copy(SAMPLES / 'sikai-4p/articles/03-ten.md', self.watch.folder / 'articles/03-ten.md')
        wait('its end', lambda: not page.is_shown('#notice'))
        os.rename(self.watch.folder / 'articles', self.watch.folder / 'elsewhere')
        wait('the message', lambda: page.is_shown('#notice'))
        os.rename(self.watch.folder / 'elsewhere', self.watch.folder / 'articles')
        wait('its end', lambda: not page.is_shown('#notice'))
        self.change('articles/03-ten.md', '。', '！！')  # the folder is watched again
        page.wait_for_change(before)

    def test_findings(self):
        page = self.page
        self.change('articles/13-trail.md', '。', '。𠮷\U00020BB7\u20FF')  # no face has the last
        item = '#list button[data-finding*="13-trail.md"]'
        wait('the finding', lambda: page.is_shown(item))
        self.assertIn('articles/13-trail.md:', page.text(item + ' .where'))
        self.assertTrue(page.text(item + ' mark'))
        page.click('#full-size')
        self.assertEqual(page.index(), 0)
        page.click(item)
        wait('its page', lambda: page.index() == 2)
        page.wait_for_newest()
        is_in_sight = '''const mark = document.querySelector(".finding.chosen")?.getBoundingClientRect();
            const desk = document.querySelector("#desk").getBoundingClientRect();
            return !!mark && mark.width > 0 && mark.left >= desk.left && mark.right <= desk.right && mark.top >= desk.top && mark.bottom <= desk.bottom'''
        wait('its place', lambda: page.run(is_in_sight))
        page.picture('finding')
        number = int(self.watch.state()['number'])
        self.change('articles/13-trail.md', '---\n', '---\n# a line more\n')
        wait('the next state', lambda: int(self.watch.state()['number']) > number)
        wait('the finding, chosen as before', lambda: page.is_shown(item + '[aria-current]'))
        page.click('#levels .error')
        wait('no errors', lambda: not page.is_shown(item))

    def test_stories(self):
        page = self.page
        page.click('.story rect')
        wait('the file', lambda: page.text('#place').startswith('articles/01-yunxi.md:'))
        place = page.text('#place').split(' ')[0]
        line = self.watch.read('articles/01-yunxi.md').split('\n')[int(place.split(':')[1]) - 1]
        self.assertTrue(line.startswith('headline:'), line)
        page.click('#show-stories')
        self.assertTrue(page.is_shown('.story .label'))
        page.picture('stories')

    def test_overlays(self):
        page = self.page
        self.change('articles/02-bus.md', '天还没亮透', '天还没亮透。' * 200)  # it overflows its slot
        page.wait_for_newest()
        page.press('p')
        wait('the list of overlays', lambda: page.is_shown('#overlays [name=slots]'))
        for name in ('grid', 'slots', 'fit', 'overset'):
            page.click('#overlays [name=%s]' % name)
        wait('them on the page', lambda: page.data('overlays') == 'grid,slots,fit,overset')
        page.picture('overlays')
        page.press(Keys.ESCAPE)
        wait('the end of the list', lambda: not page.is_shown('#overlays [name=slots]'))
        widths = 'return [document.querySelector("#sheets .picture img"), document.querySelector("#sheets .sheet")].map(e => e.getBoundingClientRect().width)'
        picture, sheet = page.run(widths)
        self.assertGreater(picture, sheet * 1.05)  # what has no room stands beside the page
        # what is beside it is of the newest state, whether or not the page itself has changed
        number = page.watch.state()['number']
        self.change('articles/02-bus.md', '天还没亮透。' * 200, '天还没亮透。' * 190)
        wait('the next state', lambda: page.watch.state()['number'] > number)
        page.wait_for_newest()
        wait('its overlays', lambda: page.data('state') == str(page.watch.state()['number']))

    def test_keys(self):
        page = self.page
        page.press(']')
        wait('page 2', lambda: page.index() == 1)
        page.press('4')
        wait('page 4', lambda: page.index() == 3)
        page.press('[')
        wait('page 3', lambda: page.index() == 2)
        page.press('0')
        wait('100 %', lambda: page.text('#zoom') == '100 %')
        page.press('+')
        wait('125 %', lambda: page.text('#zoom') == '125 %')
        page.press('a')
        wait('all of it', lambda: page.run('const d = document.querySelector("#desk"); return d.scrollHeight <= d.clientHeight'))
        page.press('l')
        wait('no list', lambda: not page.is_shown('#findings'))
        page.press('l')
        page.press('?')
        wait('the keys', lambda: page.is_shown('#keys'))
        page.press(Keys.ESCAPE)
        wait('their end', lambda: not page.is_shown('#keys'))
        # with the Tab key to a story, and on it
        page.run('document.querySelector("#desk").focus()')
        page.press(Keys.TAB)
        self.assertTrue(page.run('return document.activeElement.classList.contains("story")'))
        page.press(Keys.ENTER)
        wait('the file', lambda: page.text('#place').startswith('articles/'))
        self.change('articles/13-trail.md', '。', '。\u20FF')
        wait('a finding', lambda: page.is_shown('#list button[data-finding]'))
        page.press('j')
        wait('one chosen', lambda: page.is_shown('#list button[aria-current]'))

    def test_plates(self):
        page = self.page
        colours = '''const img = document.querySelector("#sheets .picture img"), c = document.createElement("canvas");
            c.width = img.naturalWidth; c.height = img.naturalHeight;
            const g = c.getContext("2d"); g.drawImage(img, 0, 0);
            const d = g.getImageData(0, 0, c.width, c.height).data, least = [255, 255, 255];
            for (let i = 0; i < d.length; i += 4) for (let k = 0; k < 3; k++) least[k] = Math.min(least[k], d[i + k]);
            return least'''
        page.click('#views [data-view="Yellow"]')
        wait('the plate', lambda: (page.data('view'), page.data('plate')) == ('plate', '2'))
        red, green, blue = page.run(colours)
        self.assertTrue(blue < 80 < 180 < red, (red, green, blue))  # yellow takes blue alone
        page.press('v')
        wait('black', lambda: page.data('plate') == '3')
        red, green, blue = page.run(colours)
        self.assertTrue(max(red, green, blue) < 80, (red, green, blue))
        page.picture('black')
        page.click('#views [data-view="ink"]')
        wait('all ink', lambda: page.data('view') == 'ink')
        self.assertTrue(page.is_shown('#legend'))
        page.picture('ink')
        before = page.data('sum')
        self.change('articles/02-bus.md', '早上', '清早')
        page.wait_for_change(before)
        self.assertEqual(page.data('view'), 'ink')

    def test_signed(self):
        page = self.page
        pdf = WORK / 'issue.pdf'
        pdf.unlink(missing_ok=True)
        page.click('#side')
        wait('that there is none', lambda: page.run('return document.querySelector(".beside").dataset.state') == 'none')
        page.driver.get_log('browser')  # that refusal
        subprocess.run([BANXIN, 'build', '--cache', 'cache', 'issue'], cwd=WORK, check=True, capture_output=True)
        wait('the signed page', lambda: page.run('return document.querySelector(".beside").dataset.state') == 'shown')
        page.picture('side')
        page.click('#difference')
        wait('it over the page', lambda: page.run('return document.querySelector(".signed").dataset.state') == 'shown')
        page.picture('difference')

    def test_looks(self):
        """In English and dark, narrow too."""
        driver = browser('en-US', dark=True)
        try:
            page = Page(driver, self.watch)
            self.assertEqual(page.text('#fit-width'), 'Width')
            self.assertEqual(page.run('return document.documentElement.lang'), 'en')
            red = page.run('return getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0]')
            self.assertLess(int(red), 90)
            page.picture('dark')
            driver.set_window_size(420, 800)
            wait('a narrow page', lambda: page.run('return document.querySelector("#thumbs").getBoundingClientRect().height') < 200)
            self.assertLessEqual(page.run('return document.documentElement.scrollWidth'), 420 + 80)
            page.wait_for_newest()
            page.picture('narrow')
            asked = page.run('return performance.getEntriesByType("resource").map(e => new URL(e.name).origin)')
            self.assertEqual(set(asked), {self.watch.url.rstrip('/')})
        finally:
            driver.quit()


class Server(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.work = WORK / 'server'
        cls.work.mkdir()
        cls.watch = Watch(BANXIN, SAMPLES / 'sikai-4p', cls.work, cache=WORK / 'cache')

    @classmethod
    def tearDownClass(cls):
        cls.watch.end()

    def status(self, path, **how):
        return self.watch.ask(path, **how)[0]

    def test_answers(self):
        status, headers, page = self.watch.ask('/')
        self.assertEqual(status, 200)
        self.assertIn("default-src 'none'", headers['Content-Security-Policy'])
        self.assertNotIn('unsafe', headers['Content-Security-Policy'])
        self.assertNotIn(b'http', page.replace(b'http-equiv', b''))
        self.assertEqual(self.status('/', host='localhost:%d' % self.watch.port), 200)
        self.assertEqual(self.status('/', method='HEAD'), 200)
        own = {'Origin': self.watch.url.rstrip('/'), 'Sec_Fetch_Site': 'same-origin'}
        self.assertEqual(self.status('/state', **own), 200)
        link = {'Sec_Fetch_Site': 'cross-site', 'Sec_Fetch_Dest': 'document'}
        self.assertEqual(self.status('/', **link), 200)

    def test_refuses_others(self):
        for host in ('evil.example', 'evil.example:%d' % self.watch.port, '127.0.0.1', '127.0.0.1:1', '0.0.0.0:%d' % self.watch.port):
            self.assertEqual(self.status('/state', host=host), 403, host)
        for origin in ('http://evil.example', 'null', 'http://127.0.0.1:1', 'https://127.0.0.1:%d' % self.watch.port):
            self.assertEqual(self.status('/state', Origin=origin), 403, origin)
        self.assertEqual(self.status('/picture', Sec_Fetch_Site='cross-site', Sec_Fetch_Dest='image'), 403)
        self.assertEqual(self.status('/state', Sec_Fetch_Site='same-site', Sec_Fetch_Dest='empty'), 403)

    def test_refuses_requests(self):
        for method in ('POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'):
            self.assertEqual(self.status('/state', method=method), 405, method)
        self.assertEqual(self.status('/state', method='POST', body=b'x' * 1000), 405)
        self.assertEqual(self.status('/state', body=b'x' * 1000), 413)
        for path in ('/../../../../etc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/..%2f..%2fetc/passwd', '/issue.yaml', '/articles/01-yunxi.md',
                     '//etc/passwd', '/etc/passwd', '/banxin/watch/index.html', '/index.html', '/style.css/', '/state/../issue.yaml'):
            self.assertIn(self.status(path), (400, 404), path)
        try:
            self.assertIn(self.status('/' + 'a' * 200000), (400, 404, 413, 414, 431))
        except ConnectionError:
            pass  # hung up on, before all of it was sent
        self.assertEqual(self.status('/'), 200)

    def test_pictures(self):
        good = self.watch.state()['preview']['pages'][0]['sum']
        ask = '/picture?page=%s&sum=%s&view=%s&ppi=%s%s'
        status, headers, picture = self.watch.ask(ask % (0, good, 'page', 20, ''))
        self.assertEqual((status, headers['Content-Type'], picture[:4]), (200, 'image/png', b'\x89PNG'))
        self.assertEqual(headers['Cache-Control'], 'no-store')
        self.assertEqual(self.status(ask % (0, '0' * 64, 'page', 20, '')), 410)
        self.assertEqual(self.status(ask % (9, good, 'page', 20, '')), 410)
        self.assertEqual(self.status(ask % (0, good, 'page', 1200, '')), 404)  # too many pixels
        self.assertEqual(self.status(ask % (0, good, 'plate', 20, '&plate=99')), 404)
        self.assertEqual(self.status(ask % (0, good, 'page', 20, '&overlays=grid&state=999999')), 410)
        for wrong in (ask % (0, good, 'page', 20, '&overlays=grid'), ask % (0, good, 'page', 20, '&overlays=soup&state=1'), ask % (-1, good, 'page', 20, ''), ask % (0, good, 'soup', 20, ''), ask % (0, good, 'page', 1e9, ''),
                      ask % (0, good, 'page', 'nan', ''), ask % (0, good, 'page', '20x', ''), ask % (0, good, 'plate', 20, ''), '/picture', '/signed?page=x'):
            self.assertEqual(self.status(wrong), 400, wrong)

    def test_listens_here_alone(self):
        try:
            others = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
        except socket.gaierror:  # a machine that does not know its own name
            others = set()
        for address in others - {'127.0.0.1'} | {'127.0.0.2'}:
            with self.assertRaises(OSError, msg=address):
                socket.create_connection((address, self.watch.port), 2).close()

    def test_pictures_are_followed(self):
        """One written anew in place shows, and so does the old one put back."""
        page = lambda: self.watch.state()['preview']['pages'][0]['sum']
        before, path = page(), self.watch.folder / 'pictures/stream.jpg'
        for other in ('hills.jpg', 'stream.jpg'):
            shutil.copy(SAMPLES / 'sikai-4p/pictures' / other, path)
            wait('the picture of ' + other, lambda: (page() == before) == (other == 'stream.jpg'))

    def test_rests(self):
        """Files that are no part of the issue make no new state; a log that is written beside them must not go on for ever."""
        before = self.watch.state()['number']
        for i in range(5):
            (self.watch.folder / 'notes.txt').write_text(str(i), encoding='utf8')
            (self.watch.folder / 'articles' / '.lead.md.swp').write_text(str(i), encoding='utf8')
        self.watch.save('articles/02-bus.md', self.watch.read('articles/02-bus.md') + '\n还有一段。\n')
        wait('that one', lambda: self.watch.state()['number'] > before)
        self.assertEqual(self.watch.state()['number'], before + 1)

    def test_many_wait(self):
        """Who opens waiting connections without end takes none from others."""
        request = b'GET /events HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n' % self.watch.port
        sockets = []
        for _ in range(40):
            sockets.append(socket.create_connection(('127.0.0.1', self.watch.port), 5))
            sockets[-1].sendall(request)
        self.assertIn(b'text/event-stream', sockets[-1].recv(4000))
        self.assertEqual(self.status('/state'), 200)
        for one in sockets:
            one.close()

    def test_ends(self):
        for by in (signal.SIGINT, signal.SIGTERM):
            work = self.work / by.name
            work.mkdir()
            other = Watch(BANXIN, SAMPLES / 'sikai-4p', work, cache=WORK / 'cache')
            self.assertNotEqual(other.port, self.watch.port)
            self.assertEqual(other.end(by), 0)

    def test_wrong_calls(self):
        def call(*arguments):
            return subprocess.run([BANXIN, 'watch', *arguments], capture_output=True, text=True, timeout=30)
        taken = call('--port', str(self.watch.port), str(self.watch.folder))
        self.assertEqual((taken.returncode, taken.stdout), (1, ''))
        self.assertIn(str(self.watch.port), taken.stderr)
        for arguments in ((), ('a', 'b'), ('--port', '70000', 'a'), ('--no-such', 'a')):
            self.assertEqual(call(*arguments).returncode, 2, arguments)


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1], verbosity=2)
