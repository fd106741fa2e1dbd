/// Keeps a page up to date: when the flow changes, the page is fetched again and its sections are exchanged. What the
/// server has escaped stays escaped; no text becomes markup here.
enum PageScript {
  static let text = """
    'use strict';
    (() => {
      const status = document.querySelector('.live');
      const sections = () => document.querySelectorAll('[data-refresh]');
      if (!status || !sections().length || !window.EventSource) return;
      let busy = false, again = false;

      const refresh = async () => {
        if (busy) { again = true; return; }
        busy = true;
        try {
          const answer = await fetch(location.href, { cache: 'no-store' });
          if (answer.ok) exchange(new DOMParser().parseFromString(await answer.text(), 'text/html'));
        } catch { /* the stream tells of a lost connection */ }
        setTimeout(() => { busy = false; if (again) { again = false; refresh(); } }, 1000);
      };

      const exchange = (fresh) => {
        const focus = document.activeElement && document.activeElement.getAttribute('href');
        for (const old of sections()) {
          const now = fresh.getElementById(old.id);
          if (!now || now.innerHTML === old.innerHTML) continue;
          const held = old.contains(document.activeElement);
          const scroll = [...old.querySelectorAll('.scroll')].map((box) => box.scrollLeft);
          old.replaceChildren(...[...now.childNodes].map((node) => document.importNode(node, true)));
          old.querySelectorAll('.scroll').forEach((box, at) => { box.scrollLeft = scroll[at] || 0; });
          if (held && focus) {
            const link = [...old.querySelectorAll('a')].find((a) => a.getAttribute('href') === focus);
            if (link) link.focus();
          }
        }
      };

      const say = (text, lost) => {
        if (status.textContent !== text) status.textContent = text;
        status.classList.toggle('lost', lost);
        status.classList.toggle('on', !lost);
      };

      let first = true, known = '';
      const events = new EventSource('/v1/flow/events');
      events.addEventListener('flow', (event) => {
        say(status.dataset.live, false);
        if (!first && event.data !== known) refresh();
        // The page may be older than the stream: by a moment at first, by more after an interruption.
        if (first) refresh();
        first = false;
        known = event.data;
      });
      events.onerror = () => say(status.dataset.lost, true);
      addEventListener('pagehide', () => events.close());
      addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });
    })();
    """
}
