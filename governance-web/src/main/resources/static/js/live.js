/* Pages that update by themselves; without this file they have a button to refresh. */
(function () {
  'use strict';

  var each = window.shaodao.each;
  /* live pages: ask for one number often enough to be there within two seconds, fetch the page again when it has moved; rest, and say so, when nobody works here */
  var live = document.querySelector('[data-live]');
  var liveNote = document.querySelector('[data-live-state]');
  var REST = 15 * 60 * 1000;
  if (live && window.fetch && window.DOMParser) {
    var seq = live.getAttribute('data-seq');
    var touched = Date.now();
    var asking = false;
    var resting = false;
    ['pointerdown', 'keydown', 'scroll'].forEach(function (name) {
      document.addEventListener(name, function () {
        touched = Date.now();
      }, { passive: true });
    });
    var tell = function (which) {
      if (liveNote) {
        liveNote.textContent = liveNote.getAttribute('data-' + which);
        liveNote.hidden = false;
      }
    };
    var take = function (text) {
      var fresh = new DOMParser().parseFromString(text, 'text/html').querySelector('[data-live]');
      if (!fresh) {
        return;
      }
      var focused = document.activeElement;
      var href = focused && live.contains(focused) ? focused.getAttribute('href') : null;
      live.innerHTML = fresh.innerHTML;
      seq = fresh.getAttribute('data-seq');
      live.setAttribute('data-seq', seq);
      if (href) {
        each(live.querySelectorAll('a'), function (link) {
          if (link.getAttribute('href') === href) {
            link.focus();
          }
        });
      }
      tell('on');
    };
    var ask = function () {
      if (resting !== Date.now() - touched > REST) {
        resting = !resting;
        tell(resting ? 'off' : 'on');
        if (liveNote) {
          liveNote.parentNode.classList.toggle('is-resting', resting);
        }
      }
      if (asking || document.hidden || resting) {
        return;
      }
      asking = true;
      window.fetch(live.getAttribute('data-poll'), { credentials: 'same-origin', redirect: 'manual' }).then(function (answer) {
        return answer.status === 200 ? answer.text() : seq;
      }).then(function (now) {
        if (now === seq || !/^[0-9]+$/.test(now)) {
          return null;
        }
        if (live.hasAttribute('data-live-notice')) {
          tell('new');
          return null;
        }
        return window.fetch(window.location.href, { credentials: 'same-origin' }).then(function (page) {
          return page.status === 200 ? page.text().then(take) : null;
        });
      }).catch(function () {
        return null;
      }).then(function () {
        asking = false;
      });
    };
    tell('on');
    document.addEventListener('visibilitychange', ask);
    window.setInterval(ask, 1500);
  }
})();
