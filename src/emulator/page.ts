const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as HTML text or attribute value; foreign text has no other way onto a page. */
export const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign);

const style = `:root{color-scheme:light dark;--line:light-dark(#d8dce3,#3a3f4a);--quiet:light-dark(#5b6472,#a0a8b5);--accent:light-dark(#0b5cff,#6da0ff)}
body{font:15px/1.5 system-ui,sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.4rem}h2{font-size:1.05rem;margin-top:2rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.3rem .6rem .3rem 0;border-bottom:1px solid var(--line);vertical-align:top;unicode-bidi:isolate;overflow-wrap:anywhere}
pre{background:light-dark(#f3f5f8,#1d2027);padding:.8rem;border-radius:6px;white-space:pre-wrap;overflow-wrap:anywhere}
.quiet{color:var(--quiet)}.button{display:inline-block;background:var(--accent);color:light-dark(#fff,#000);padding:.5rem 1rem;border-radius:6px;text-decoration:none;border:0;font:inherit}
input{font:inherit;padding:.4rem;border:1px solid var(--line);border-radius:6px}a{color:var(--accent)}`;

/** A whole page around escaped content. */
export const page = (title: string, content: string): string =>
  `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title>
<style>${style}</style></head><body>${content}</body></html>
`;
