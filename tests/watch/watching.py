"""What the tests of `banxin watch` share: the program running on a copy of an issue, a browser, waiting for what is to come."""
import http.client
import json
import os
import pathlib
import shutil
import signal
import subprocess
import time
import unittest

from selenium import webdriver
from selenium.common.exceptions import WebDriverException

PATIENCE_S = 30  # of a loaded machine; nothing waits longer than it must


def wait(what, condition, patience=PATIENCE_S):
    """Until `condition` is true; its value."""
    end = time.monotonic() + patience
    while True:
        value = condition()
        if value:
            return value
        assert time.monotonic() < end, 'waited in vain for ' + what
        time.sleep(0.02)


class Watch:
    """`banxin watch` on a copy of a sample."""

    def __init__(self, banxin, sample, work, *options, cache=None):
        self.folder = pathlib.Path(work) / 'issue'
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(sample, self.folder)
        self.log = open(pathlib.Path(work) / 'watch.log', 'w', encoding='utf8')
        self.process = subprocess.Popen([banxin, 'watch', '--cache', str(cache or pathlib.Path(work) / 'cache'), *options, str(self.folder)],
                                        stdout=subprocess.PIPE, stderr=self.log, text=True, cwd=work)
        self.url = self.process.stdout.readline().strip()
        assert self.url.startswith('http://127.0.0.1:'), 'no address was printed'
        self.port = int(self.url.rstrip('/').rsplit(':', 1)[1])

    def ask(self, path, method='GET', body=None, host=None, **headers):
        """The status, headers and bytes of an answer; the path goes out as it is."""
        connection = http.client.HTTPConnection('127.0.0.1', self.port, timeout=PATIENCE_S)
        connection.putrequest(method, path, skip_host=True)
        connection.putheader('Host', host or '127.0.0.1:%d' % self.port)
        for name, value in headers.items():
            connection.putheader(name.replace('_', '-'), value)
        if body is not None:
            connection.putheader('Content-Length', str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        result = answer.status, dict(answer.getheaders()), answer.read()
        connection.close()
        return result

    def ask_again(self, path):
        """The same for a plain GET, over one connection that is kept as a browser keeps it: libsoup 3.2 loses 2 kB with
        every new one."""
        self.line = getattr(self, 'line', None) or http.client.HTTPConnection('127.0.0.1', self.port, timeout=PATIENCE_S)
        self.line.request('GET', path)
        answer = self.line.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()

    def state(self):
        return json.loads(self.ask_again('/state')[2])

    def read(self, name):
        return (self.folder / name).read_text(encoding='utf8')

    def save(self, name, text):
        """As careful editors save: beside, then renamed."""
        path = self.folder / name
        beside = path.with_name('.' + path.name + '.new')
        beside.write_text(text, encoding='utf8')
        os.rename(beside, path)

    def rss_kb(self):
        status = pathlib.Path('/proc/%d/status' % self.process.pid).read_text(encoding='utf8')
        return int(status.split('VmRSS:')[1].split()[0])

    def end(self, by=signal.SIGTERM):
        """Ends it; the exit code."""
        self.process.send_signal(by)
        code = self.process.wait(PATIENCE_S)
        self.log.close()
        self.process.stdout.close()
        return code


def browser(language='zh-CN', dark=False, width=1400, height=900):
    options = webdriver.ChromeOptions()
    for argument in ('--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--window-size=%d,%d' % (width, height)):
        options.add_argument(argument)
    options.add_experimental_option('prefs', {'intl.accept_languages': language})
    options.set_capability('goog:loggingPrefs', {'browser': 'ALL'})
    service = webdriver.chrome.service.Service('/usr/bin/chromedriver')
    try:
        driver = webdriver.Chrome(options=options, service=service)
    except WebDriverException as error:  # it cannot run on this machine at all, as in a container without /dev/shm
        raise unittest.SkipTest('no browser can be started here: %s' % error.msg)
    driver.set_script_timeout(PATIENCE_S)
    colour = 'dark' if dark else 'light'
    driver.execute_cdp_cmd('Emulation.setEmulatedMedia', {'features': [{'name': 'prefers-color-scheme', 'value': colour}]})
    return driver
