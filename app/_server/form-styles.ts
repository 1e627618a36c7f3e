/** The colours of app/globals.css, by hand: this page carries everything it needs and loads nothing. */
export const formStyles = `
:root{color-scheme:light;--surface:#fff;--sunken:#f6f6f4;--text:#1c1c1a;--muted:#5c5c57;--line:#e4e4e0;--strong:#8d8d86;--accent:#1f55b5;--on:#fff;--failed:#b3261e;--failed-soft:#fcebea;--waiting:#8a5a00;--waiting-soft:#fdf4df}
@media (prefers-color-scheme:dark){:root{color-scheme:dark;--surface:#161615;--sunken:#111110;--text:#ecece8;--muted:#a9a9a2;--line:#2d2d2a;--strong:#74746d;--accent:#8ab4ff;--on:#0d1b33;--failed:#f28b82;--failed-soft:#301a18;--waiting:#e2b04e;--waiting-soft:#2d2412}}
*{box-sizing:border-box}
body{margin:0;background:var(--sunken);color:var(--text);font:16px/1.5 "Geist Variable",Geist,system-ui,sans-serif}
main{max-width:34rem;margin:0 auto;padding:2.5rem 1.5rem 3rem;min-height:100vh;background:var(--surface)}
@media (min-width:40rem){main{margin:3rem auto;min-height:0;border:1px solid var(--line);border-radius:12px;padding:2.5rem}}
h1{margin:0 0 .5rem;font-size:1.5rem;line-height:1.25;font-weight:600;overflow-wrap:anywhere}
p{margin:0}
.description{color:var(--muted);white-space:pre-line;overflow-wrap:anywhere}
.answer{white-space:pre-line;overflow-wrap:anywhere}
.notice,.test{margin:1rem 0 0;padding:.5rem .75rem;border-radius:8px;font-size:.875rem}
.notice{background:var(--failed-soft);color:var(--failed)}
.test{margin:0 0 1rem;background:var(--waiting-soft);color:var(--waiting)}
form{margin-top:1.5rem}
.field{margin:0 0 1.25rem;padding:0;border:0;min-width:0}
label,legend{display:block;padding:0;margin-bottom:.35rem;font-weight:500;overflow-wrap:anywhere}
.optional{font-weight:400;color:var(--muted);font-size:.875rem}
.tick{display:flex;gap:.6rem;align-items:baseline;font-weight:400;padding:.2rem 0}
.tick input{width:1rem;height:1rem;flex:none;accent-color:var(--accent);transform:translateY(.1rem)}
input:not([type=checkbox]),textarea,select{width:100%;min-height:2.75rem;padding:.5rem .75rem;border:1px solid var(--strong);border-radius:8px;background:var(--surface);color:var(--text);font:inherit}
textarea{resize:vertical}
input::file-selector-button{margin-right:.75rem;padding:.15rem .6rem;border:1px solid var(--strong);border-radius:6px;background:var(--sunken);color:var(--text);font:inherit;font-size:.875rem;cursor:pointer}
[aria-invalid=true]:not(fieldset){border-color:var(--failed)}
.help{margin-top:.3rem;color:var(--muted);font-size:.875rem}
.problem{margin-top:.3rem;color:var(--failed);font-size:.875rem}
button,.button{display:inline-block;min-height:2.75rem;padding:.5rem 1.25rem;border:0;border-radius:8px;background:var(--accent);color:var(--on);font:inherit;font-weight:500;cursor:pointer}
.said{margin-top:1rem;white-space:pre-line;overflow-wrap:anywhere}
.foot{margin-top:1.25rem;color:var(--muted);font-size:.875rem}
.choice{display:flex;flex-wrap:wrap;gap:.75rem}
.other{background:var(--surface);color:var(--text);border:1px solid var(--strong)}
.button{text-decoration:none;margin-top:1rem}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.talk{list-style:none;margin:1rem 0 0;padding:0;display:flex;flex-direction:column;gap:.75rem}
.talk li{align-self:flex-start;max-width:88%;padding:.5rem .75rem;border-radius:12px;background:var(--sunken);border:1px solid var(--line)}
.talk li.visitor{align-self:flex-end;background:var(--accent);color:var(--on);border-color:var(--accent)}
.talk p{white-space:pre-wrap;overflow-wrap:anywhere}
.who{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.trap{position:absolute;left:-9999px;width:1px;height:1px;overflow:hidden}
`.replaceAll('\n', '');
