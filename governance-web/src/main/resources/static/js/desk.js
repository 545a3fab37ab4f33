/* The desk beyond plain links: keys, the case beside the list, signs of change. Every page works without this file. */
(function () {
  'use strict';

  var shaodao = window.shaodao;
  var each = shaodao.each;
  var store = shaodao.store;
  var wide = window.matchMedia('(min-width: 1200px)');
  var desk = document.getElementById('desk');
  var pane = document.getElementById('pane');
  var sheet = document.getElementById('keys-sheet');

  /* whether single keys act: what the account chose, remembered for pages that do not say it */
  if (sheet) {
    store(function (local) {
      local.setItem('keys-off:' + shaodao.meta('account'), String(sheet.getAttribute('data-keys') === 'off'));
    });
  }

  function keysOff() {
    return store(function (local) {
      return local.getItem('keys-off:' + shaodao.meta('account'));
    }) === 'true';
  }

  /* the case beside the list */
  function remember(id) {
    var address = new URL(window.location.href);
    if (id) {
      address.searchParams.set('show', id);
    } else {
      address.searchParams.delete('show');
    }
    window.history.replaceState(window.history.state, '', address.pathname + address.search);
  }

  function idOf(href) {
    return href.replace(/[?#].*/, '').split('/').pop();
  }

  function showInPane(href) {
    if (!pane || !window.htmx) {
      return false;
    }
    var url = href.replace(/#.*/, '');
    pane.hidden = false;
    desk.classList.add('has-pane');
    remember(idOf(url));
    mark(idOf(url));
    window.htmx.ajax('GET', url, { target: '#pane', select: '#case > *', swap: 'innerHTML' });
    return true;
  }

  function closePane() {
    if (!pane || pane.hidden) {
      return false;
    }
    pane.hidden = true;
    pane.textContent = '';
    desk.classList.remove('has-pane');
    remember(null);
    return true;
  }

  function mark(id) {
    each(rows(), function (row, at) {
      var link = row.querySelector('a[data-open]');
      var here = !!link && idOf(link.getAttribute('href')) === id;
      row.classList.toggle('is-selected', here);
      if (here) {
        chosen = at;
      }
    });
  }

  document.addEventListener('click', function (event) {
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || !wide.matches || !pane) {
      return;
    }
    var link = event.target.closest('a[data-open], #pane a[data-do]');
    if (link && showInPane(link.getAttribute('href'))) {
      event.preventDefault();
    }
  });

  document.addEventListener('htmx:afterSwap', function (event) {
    if (event.detail.target === pane) {
      shaodao.enhance(pane);
      showTexts(pane);
    }
  });

  /* keys along the list: a row is chosen, and shown beside where there is room */
  var chosen = -1;
  var soon;

  function rows() {
    return document.querySelectorAll('[data-rows] > *');
  }

  function choose(index) {
    var all = rows();
    if (!all.length) {
      return;
    }
    chosen = Math.max(0, Math.min(all.length - 1, index));
    each(all, function (row, at) {
      row.classList.toggle('is-selected', at === chosen);
    });
    var link = all[chosen].querySelector('a');
    if (!link) {
      return;
    }
    link.focus();
    if (wide.matches && link.hasAttribute('data-open')) {
      window.clearTimeout(soon);
      soon = window.setTimeout(function () {
        showInPane(link.getAttribute('href'));
      }, 120);
    }
  }

  function tick() {
    var row = rows()[chosen];
    var box = row ? row.querySelector('input[name="pick"]') : null;
    if (box) {
      box.checked = !box.checked;
    }
  }

  /* the main button of the open case; a field that must be filled first gets the focus instead */
  function doIt() {
    var form = document.querySelector('form[data-action]');
    if (!form) {
      return;
    }
    var missing = Array.prototype.filter.call(
      form.querySelectorAll('input[type="text"], input[type="tel"], textarea, select:not([data-free])'),
      function (field) {
        var around = field.closest('.field');
        return !field.value.trim() && !(around && around.querySelector('.optional'));
      }
    )[0];
    var button = form.querySelector('.btn-primary');
    if (missing) {
      missing.focus();
    } else if (button) {
      button.click();
    }
  }

  function unfold(key) {
    var link = Array.prototype.filter.call(document.querySelectorAll('a[data-key]'), function (one) {
      return one.getAttribute('data-key') === key;
    })[0];
    if (link) {
      link.click();
    }
    return !!link;
  }

  function help() {
    if (sheet && sheet.showModal) {
      sheet.showModal();
      return;
    }
    var link = document.querySelector('a[href$="/help"]');
    if (link) {
      window.location.href = link.href + '#keys';
    }
  }

  document.addEventListener('keydown', function (event) {
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) {
      return;
    }
    if (event.key === 'Escape') {
      if (!document.querySelector('dialog[open], details.drop[open]') && !shaodao.typing(event.target)) {
        closePane();
      }
      return;
    }
    if (shaodao.typing(event.target) || keysOff() || (sheet && sheet.open)) {
      return;
    }
    var search = document.querySelector('input[type="search"], [data-search]');
    if (event.key === '/' && search) {
      event.preventDefault();
      search.focus();
    } else if (event.key === 'j') {
      choose(chosen + 1);
    } else if (event.key === 'k') {
      choose(chosen - 1);
    } else if (event.key === 'x') {
      tick();
    } else if (event.key === 'e') {
      doIt();
    } else if (event.key === '?') {
      help();
    } else if (event.key.length === 1 && unfold(event.key)) {
      event.preventDefault();
    }
  });

  /* standard texts: by a button beside each, or by typing :: and the first letters of the name */
  function insert(field, from, text) {
    var end = field.selectionEnd;
    field.setRangeText(text, from, end, 'end');
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.focus();
  }

  function textsOf(field) {
    var box = field.form ? field.form.querySelector('[data-texts]') : null;
    return box ? box.querySelectorAll('[data-insert]') : [];
  }

  function showTexts(root) {
    each(root.querySelectorAll('[data-insert]'), function (button) {
      button.hidden = false;
    });
  }
  showTexts(document);

  document.addEventListener('click', function (event) {
    var button = event.target.closest('[data-insert]');
    var field = button ? button.form.querySelector('textarea') : null;
    if (field) {
      var end = field.selectionEnd;
      field.setSelectionRange(end, end);
      insert(field, end, button.getAttribute('data-text'));
    }
  });

  var picker = null;

  function closePicker() {
    if (picker) {
      picker.field.removeAttribute('aria-activedescendant');
      picker.field.removeAttribute('aria-controls');
      picker.list.remove();
      picker = null;
    }
  }

  function pick(index) {
    var options = picker.list.children;
    picker.at = (index + options.length) % options.length;
    each(options, function (option, at) {
      option.setAttribute('aria-selected', String(at === picker.at));
    });
    picker.field.setAttribute('aria-activedescendant', options[picker.at].id);
  }

  function take() {
    var open = picker;
    closePicker();
    insert(open.field, open.from, open.found[open.at].getAttribute('data-text'));
  }

  function offer(field) {
    closePicker();
    var before = field.value.slice(0, field.selectionEnd);
    var typed = /(::|：：)([^\s:：]{0,20})$/.exec(before);
    if (!typed) {
      return;
    }
    var found = Array.prototype.filter.call(textsOf(field), function (button) {
      return button.getAttribute('data-name').toLowerCase().indexOf(typed[2].toLowerCase()) >= 0;
    });
    if (!found.length) {
      return;
    }
    var list = document.createElement('ul');
    list.className = 'text-pick';
    list.id = 'text-pick';
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', field.form.querySelector('[data-texts] summary').textContent);
    found.forEach(function (button, at) {
      var option = document.createElement('li');
      option.id = 'text-pick-' + at;
      option.setAttribute('role', 'option');
      option.textContent = button.getAttribute('data-name');
      option.addEventListener('mousedown', function (event) {
        event.preventDefault();
        picker.at = at;
        take();
      });
      list.appendChild(option);
    });
    field.insertAdjacentElement('afterend', list);
    field.setAttribute('aria-controls', 'text-pick');
    picker = { field: field, list: list, found: found, from: field.selectionEnd - typed[0].length, at: 0 };
    pick(0);
  }

  document.addEventListener('input', function (event) {
    if (event.target.tagName === 'TEXTAREA' && !event.isComposing) {
      offer(event.target);
    }
  });
  document.addEventListener('compositionend', function (event) {
    if (event.target.tagName === 'TEXTAREA') {
      offer(event.target);
    }
  });
  document.addEventListener('focusout', closePicker);
  document.addEventListener('keydown', function (event) {
    if (!picker || event.isComposing || event.keyCode === 229) {
      return;
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      pick(picker.at + (event.key === 'ArrowDown' ? 1 : -1));
    } else if (event.key === 'Enter' || event.key === 'Tab') {
      take();
    } else if (event.key === 'Escape') {
      closePicker();
    } else {
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);

  /* all of the list asks once more */
  var all = document.getElementById('bulk-all');
  if (all) {
    all.addEventListener('change', function () {
      each(document.querySelectorAll('[data-confirm-all]'), function (button) {
        if (all.checked) {
          button.setAttribute('data-confirm', button.getAttribute('data-confirm-all'));
        } else {
          button.removeAttribute('data-confirm');
        }
      });
      each(document.querySelectorAll('input[name="pick"]'), function (box) {
        box.checked = all.checked;
      });
    });
  }

  /* what others changed is said, never done to the list under somebody's hands */
  var stale = document.getElementById('stale');
  if (stale && window.fetch) {
    var asking = window.setInterval(function () {
      if (document.hidden) {
        return;
      }
      window.fetch(stale.getAttribute('data-changes'), { credentials: 'same-origin', redirect: 'manual', headers: { 'HX-Request': 'true' } })
        .then(function (answer) {
          if (answer.status === 401 || answer.type === 'opaqueredirect') {
            window.clearInterval(asking);
            return '0';
          }
          return answer.ok ? answer.text() : '0';
        })
        .then(function (text) {
          var changed = parseInt(text, 10);
          if (changed > 0) {
            stale.textContent = stale.getAttribute('data-text').replace('#', String(changed));
            stale.hidden = false;
          }
        })
        .catch(function () {});
    }, 5000);
  }

  /* a list opened again with a case beside it */
  var shown = new URLSearchParams(window.location.search).get('show');
  if (desk && shown && wide.matches && /^[0-9a-f-]{36}$/.test(shown)) {
    document.addEventListener('DOMContentLoaded', function () {
      window.setTimeout(function () {
        showInPane('/cases/' + shown + '?from=' + encodeURIComponent(desk.getAttribute('data-list')));
      }, 0);
    });
  }
})();
