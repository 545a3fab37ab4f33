/* Enhancements only: every page works without this file. */
(function () {
  'use strict';

  var words = document.querySelector('meta[name="words"]');

  function word(name) {
    return words ? words.getAttribute('data-' + name) || '' : '';
  }

  function meta(name) {
    var tag = document.querySelector('meta[name="' + name + '"]');
    return tag ? tag.getAttribute('content') : '';
  }

  function each(list, act) {
    Array.prototype.forEach.call(list, act);
  }

  function typing(target) {
    return target && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
  }

  /* htmx: the token, and the pages of refused requests */
  document.addEventListener('htmx:configRequest', function (event) {
    var header = meta('csrf-header');
    if (header) {
      event.detail.headers[header] = meta('csrf-token');
    }
  });
  document.addEventListener('htmx:beforeSwap', function (event) {
    var status = event.detail.xhr.status;
    if (status === 422 && !event.detail.xhr.getResponseHeader('X-Problem')) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });
  document.addEventListener('htmx:responseError', function (event) {
    var answer = event.detail.xhr;
    if (answer.status === 401) {
      window.location.reload();
      return;
    }
    say(answer.getResponseHeader('X-Problem') ? decodeURIComponent(answer.getResponseHeader('X-Problem')) : word('failed'));
  });
  document.addEventListener('htmx:sendError', function () {
    say(word('failed'));
  });

  function say(text) {
    var place = document.getElementById('offline');
    if (place && text) {
      place.textContent = text;
      place.hidden = false;
    }
  }

  /* offline */
  function connection() {
    var place = document.getElementById('offline');
    if (!place) {
      return;
    }
    if (navigator.onLine === false) {
      say(word('offline'));
    } else {
      place.hidden = true;
    }
  }
  window.addEventListener('online', connection);
  window.addEventListener('offline', connection);
  connection();

  /* forms: ask before, send once, keep what was typed */
  document.addEventListener('submit', function (event) {
    var form = event.target;
    var button = event.submitter || form.querySelector('[type="submit"]');
    var question = (button && button.getAttribute('data-confirm')) || form.getAttribute('data-confirm');
    if (question && !window.confirm(question)) {
      event.preventDefault();
      return;
    }
    if (form.getAttribute('data-sent')) {
      event.preventDefault();
      return;
    }
    if (event.defaultPrevented || (form.method || '').toLowerCase() !== 'post' || form.hasAttribute('data-download')) {
      return;
    }
    form.setAttribute('data-sent', 'true');
    remember(form);
    window.setTimeout(function () {
      each(form.querySelectorAll('[type="submit"]'), function (one) {
        one.setAttribute('aria-disabled', 'true');
        if (one === button && one.tagName === 'BUTTON' && word('sending')) {
          one.setAttribute('data-text', one.textContent);
          one.textContent = word('sending');
        }
      });
    }, 0);
  });
  window.addEventListener('pageshow', function (event) {
    if (!event.persisted) {
      return;
    }
    each(document.querySelectorAll('form[data-sent]'), function (form) {
      form.removeAttribute('data-sent');
      each(form.querySelectorAll('[type="submit"]'), function (one) {
        one.removeAttribute('aria-disabled');
        if (one.hasAttribute('data-text')) {
          one.textContent = one.getAttribute('data-text');
        }
      });
    });
  });

  /* the print button of a notice: the browser's own menu does the same without script */
  each(document.querySelectorAll('button[data-print]'), function (button) {
    button.hidden = false;
    button.addEventListener('click', function () {
      window.print();
    });
  });

  /* drafts: long texts stay on this device until the server took them */
  var DRAFT = 'draft:';
  var SENT = 'draft-sent';

  function store(act) {
    try {
      return act(window.localStorage);
    } catch (refused) {
      return null;
    }
  }

  function draftKey(field) {
    var form = field.form;
    var who = meta('account') || '';
    return DRAFT + who + ':' + (form ? form.getAttribute('action') || window.location.pathname : window.location.pathname) + '#' + (field.getAttribute('data-draft') || field.name);
  }

  function remember(form) {
    store(function (local) {
      var keys = [];
      each(form.querySelectorAll('[data-draft]'), function (field) {
        keys.push(draftKey(field));
      });
      if (keys.length) {
        local.setItem(SENT, JSON.stringify(keys));
      }
    });
  }

  /* the server keeps them too, so that they outlive the tab, the session and this machine */
  function formOf(key) {
    var name = key.slice(DRAFT.length).replace(/^[^:]*:/, '');
    return { form: name.replace(/[?#].*$/, ''), field: name.replace(/^.*#/, '') };
  }

  function keepOnServer(key, text) {
    if (!window.fetch || !meta('csrf-header')) {
      return Promise.resolve();
    }
    var where = formOf(key);
    var body = new URLSearchParams();
    body.set('form', where.form);
    body.set('field', where.field);
    body.set('text', text);
    var headers = { 'HX-Request': 'true' };
    headers[meta('csrf-header')] = meta('csrf-token');
    return window.fetch('/drafts', { method: 'POST', credentials: 'same-origin', redirect: 'manual', keepalive: text.length < 15000, headers: headers, body: body })
      .then(function (answer) {
        if (answer.status === 401 || answer.status === 403 || answer.type === 'opaqueredirect') {
          say(word('gone'));
        }
      })
      .catch(function () {});
  }

  /* the page after a sending carries a notice when the server took it: only then the drafts go */
  store(function (local) {
    var keys = local.getItem(SENT);
    if (keys && document.querySelector('.notice:not(.notice-warn), [data-taken]')) {
      JSON.parse(keys).forEach(function (key) {
        local.removeItem(key);
        keepOnServer(key, '');
      });
      local.removeItem(SENT);
    }
  });

  function restore(field, key, text) {
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    var note = document.createElement('p');
    note.className = 'draft-note';
    note.setAttribute('role', 'status');
    var drop = document.createElement('button');
    drop.type = 'button';
    drop.textContent = word('draft-drop');
    drop.addEventListener('click', function () {
      field.value = '';
      store(function (local) {
        local.removeItem(key);
      });
      keepOnServer(key, '');
      note.remove();
      field.focus();
    });
    note.appendChild(document.createTextNode(word('draft') + ' '));
    note.appendChild(drop);
    field.insertAdjacentElement('afterend', note);
  }

  function keepDrafts(root) {
    var asked = {};
    each(root.querySelectorAll('[data-draft]'), function (field) {
      var key = draftKey(field);
      var kept = store(function (local) {
        return local.getItem(key);
      });
      if (kept && !field.value) {
        restore(field, key, kept);
      } else if (!field.value) {
        var where = formOf(key);
        (asked[where.form] = asked[where.form] || []).push({ field: field, key: key, name: where.field });
      }
      var waiting;
      var changed = false;
      field.addEventListener('input', function () {
        changed = true;
        window.clearTimeout(waiting);
        waiting = window.setTimeout(function () {
          store(function (local) {
            if (field.value) {
              local.setItem(key, field.value);
            } else {
              local.removeItem(key);
            }
          });
        }, 400);
      });
      function save() {
        if (changed && !(field.form && field.form.getAttribute('data-sent'))) {
          changed = false;
          keepOnServer(key, field.value);
        }
      }
      var saving = window.setInterval(function () {
        if (document.contains(field)) {
          save();
        } else {
          window.clearInterval(saving);
        }
      }, 5000);
      document.addEventListener('visibilitychange', function () {
        if (document.hidden && document.contains(field)) {
          save();
        }
      });
    });
    if (!window.fetch || !meta('account')) {
      return;
    }
    Object.keys(asked).forEach(function (form) {
      window.fetch('/drafts?form=' + encodeURIComponent(form), { credentials: 'same-origin', redirect: 'manual', headers: { 'HX-Request': 'true' } })
        .then(function (answer) {
          return answer.ok ? answer.json() : {};
        })
        .then(function (texts) {
          asked[form].forEach(function (one) {
            if (texts[one.name] && !one.field.value) {
              restore(one.field, one.key, texts[one.name]);
            }
          });
        })
        .catch(function () {});
    });
  }

  /* cases about the same and categories, while a matter is typed; the button of the form does it without script */
  each(document.querySelectorAll('[data-similar]'), function (box) {
    var form = box.closest('form');
    var names = ['description', 'address', 'place', 'category', 'other'];
    var waiting;
    var asked = '';
    function look() {
      var known = new URLSearchParams();
      new FormData(form).forEach(function (value, name) {
        if (names.indexOf(name) >= 0 && value) {
          known.append(name, value);
        }
      });
      var text = known.toString();
      if (text === asked || (known.get('description') || '').length < 5) {
        return;
      }
      asked = text;
      var headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
      headers[meta('csrf-header')] = meta('csrf-token');
      window.fetch(box.getAttribute('data-similar'), { method: 'POST', headers: headers, body: text, credentials: 'same-origin' })
        .then(function (answer) {
          return answer.ok && !answer.redirected ? answer.text() : null;
        })
        .then(function (html) {
          if (html !== null && text === asked) {
            box.innerHTML = html;
          }
        })
        .catch(function () {
          asked = '';
        });
    }
    ['input', 'change'].forEach(function (kind) {
      form.addEventListener(kind, function (event) {
        if (names.indexOf(event.target.name) >= 0) {
          window.clearTimeout(waiting);
          waiting = window.setTimeout(look, 800);
        }
      });
    });
  });

  /* a suggested category is taken over in place */
  document.addEventListener('click', function (event) {
    var button = event.target.closest ? event.target.closest('[data-category]') : null;
    var choice = button && button.form ? button.form.elements.namedItem('category') : null;
    if (choice && choice.tagName === 'SELECT') {
      event.preventDefault();
      choice.value = button.getAttribute('data-category');
      choice.dispatchEvent(new Event('change', { bubbles: true }));
      choice.focus();
    }
  });

  /* errors get the focus */
  var summary = document.querySelector('[data-focus]');
  if (summary) {
    summary.focus();
  }

  /* copying */
  if (navigator.clipboard) {
    document.addEventListener('click', function (event) {
      var button = event.target.closest ? event.target.closest('[data-copy]') : null;
      if (button) {
        navigator.clipboard.writeText(button.getAttribute('data-copy')).then(function () {
          button.title = word('copied');
          button.classList.add('is-copied');
        });
      }
    });
  }

  /* an open menu closes on Escape and on a click beside it */
  document.addEventListener('click', function (event) {
    each(document.querySelectorAll('details.drop[open]'), function (box) {
      if (!box.contains(event.target)) {
        box.open = false;
      }
    });
  });

  document.addEventListener('keydown', function (event) {
    if (event.key === 'Escape' && !event.isComposing) {
      each(document.querySelectorAll('details.drop[open]'), function (box) {
        box.open = false;
        box.querySelector('summary').focus();
      });
    }
  });

  /* how much room is left in a text */
  function countRoom(root) {
    each(root.querySelectorAll('textarea[data-max]'), function (field) {
      var max = Number(field.getAttribute('data-max'));
      var counter = document.createElement('p');
      counter.className = 'form-hint room';
      counter.hidden = true;
      field.insertAdjacentElement('afterend', counter);
      function show() {
        var length = Array.from(field.value).length;
        counter.hidden = length < max * 0.8;
        counter.textContent = length + ' / ' + max;
      }
      field.addEventListener('input', show);
      show();
    });
  }

  /* photos: shown at once, and made smaller on the device where it can; sent as they are where it cannot */
  var LONGEST = 2048;

  function lighter(file, then) {
    if (!/^image\//.test(file.type) || !window.URL || !window.DataTransfer) {
      then(file, null);
      return;
    }
    var url = URL.createObjectURL(file);
    var image = new Image();
    image.onload = function () {
      var scale = Math.min(1, LONGEST / Math.max(image.naturalWidth, image.naturalHeight));
      if (scale === 1 && file.size < 1500000 && /^image\/(jpeg|png)$/.test(file.type)) {
        then(file, url);
        return;
      }
      var canvas = document.createElement('canvas');
      canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
      canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
      var pen = canvas.getContext('2d');
      pen.fillStyle = '#fff';
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob(function (blob) {
        then(blob ? new File([blob], file.name.replace(/\.[^.]*$/, '') + '.jpg', { type: 'image/jpeg' }) : file, url);
      }, 'image/jpeg', 0.85);
    };
    image.onerror = function () {
      URL.revokeObjectURL(url);
      then(file, null);
    };
    image.src = url;
  }

  function watchPhotos(root) {
    each(root.querySelectorAll('input[type="file"][name="photos"], form[data-files] input[type="file"]'), function (field) {
      var list = document.createElement('p');
      var frame = field.closest('.photo-field');
      list.className = 'photo-list';
      if (frame) {
        frame.classList.add('is-quiet');
      }
      (field.closest('.photo-fields') || field).insertAdjacentElement('afterend', list);
      field.addEventListener('change', function () {
        var files = Array.prototype.slice.call(field.files);
        var made = [];
        var left = files.length;
        list.textContent = '';
        if (!left) {
          return;
        }
        files.forEach(function (file, at) {
          lighter(file, function (light, url) {
            made[at] = light;
            if (url) {
              var picture = document.createElement('img');
              picture.alt = file.name;
              picture.src = url;
              list.appendChild(picture);
            } else if (frame) {
              list.appendChild(document.createTextNode(file.name + ' '));
            }
            left -= 1;
            if (left === 0) {
              try {
                var bag = new DataTransfer();
                made.forEach(function (one) {
                  bag.items.add(one);
                });
                field.files = bag.files;
              } catch (old) {
                /* the files as they were chosen are sent */
              }
            }
          });
        });
      });
    });
  }

  /* what a page, or a part that arrived later, gets beyond plain HTML */
  function enhance(root) {
    keepDrafts(root);
    countRoom(root);
    watchPhotos(root);
    if (navigator.clipboard) {
      each(root.querySelectorAll('[data-copy]'), function (button) {
        button.hidden = false;
      });
    }
  }
  enhance(document);

  /* what other files of a page may use */
  window.shaodao = { each: each, meta: meta, word: word, store: store, typing: typing, say: say, enhance: enhance };
})();
