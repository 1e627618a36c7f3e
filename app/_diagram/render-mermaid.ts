'use client';
import packageFile from 'mermaid/package.json' with { type: 'json' };

const names = [
  'surface',
  'raised',
  'sunken',
  'text',
  'muted',
  'line',
  'line-strong',
  'kind-trigger',
  'kind-logic',
  'kind-data',
  'kind-action',
  'kind-ai',
] as const;

/** Our tokens as mermaid's theme variables: it knows no CSS variables, so their values are read from the page. */
function themeVariables() {
  const style = getComputedStyle(document.documentElement);
  const token = Object.fromEntries(names.map(name => [name, style.getPropertyValue(`--${name}`).trim()]));
  return {
    background: token.raised,
    primaryColor: token.raised,
    primaryTextColor: token.text,
    primaryBorderColor: token['line-strong'],
    lineColor: token.muted,
    textColor: token.text,
    mainBkg: token.raised,
    nodeBorder: token['line-strong'],
    edgeLabelBackground: token.raised,
    clusterBkg: token.sunken,
    clusterBorder: token.line,
    fontSize: '13px',
  };
}

const version = packageFile.version;

let count = 0;
let last: Promise<unknown> = Promise.resolve();

/** Text to SVG, one at a time: mermaid keeps its configuration and its measuring element in one place. */
export function renderMermaid(text: string): Promise<string> {
  const next = last.then(() => draw(text));
  last = next.catch(() => undefined);
  return next;
}

/** From app/assets/mermaid: the browser loads it as it is, and only what a flowchart needs. */
const loadMermaid = (): Promise<typeof import('mermaid')> =>
  import(/* webpackIgnore: true */ /* turbopackIgnore: true */ `/assets/mermaid/${version}/mermaid.esm.min.mjs`);

async function draw(text: string): Promise<string> {
  const { default: mermaid } = await loadMermaid();
  const style = getComputedStyle(document.body);
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    suppressErrorRendering: true,
    maxEdges: 10_000, // large workflows are drawn when somebody asks for it, however long that takes
    maxTextSize: 2_000_000,
    theme: 'base',
    look: 'classic',
    layout: 'dagre', // the default brings 1.4 MB of layout engine for nothing a workflow needs
    themeVariables: { ...themeVariables(), fontFamily: style.fontFamily },
    fontFamily: style.fontFamily,
    flowchart: { useMaxWidth: false, htmlLabels: true, padding: 10, nodeSpacing: 32, rankSpacing: 44, curve: 'basis' },
  });
  await document.fonts.ready; // labels are measured: with the wrong font they would be cut
  count += 1;
  // The text's own colours are for readers without our styles; here each class takes the theme's (globals.css).
  const { svg } = await mermaid.render(`diagram-${count}`, text.replace(/^ *classDef .*\n?/gm, ''));
  return svg;
}
