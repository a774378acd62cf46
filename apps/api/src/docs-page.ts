import { ERRORS, type OpenApiDocument, type OpenApiOperation } from '@lector/contract';

/** The OpenAPI document and the error table as plain HTML: readable in any browser, offline, without a script. */

export const PAGE_STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
h2 { margin-top: 3rem } h3 { font-family: ui-monospace, monospace; font-size: 1rem; margin: 2rem 0 .25rem }
b { text-transform: uppercase } code, pre { font-family: ui-monospace, monospace; font-size: .875rem }
pre { overflow: auto; max-height: 24rem; padding: .75rem; border: 1px solid #8888; border-radius: .25rem }
table { border-collapse: collapse; width: 100% } td, th { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0 }
p { margin: .25rem 0 .75rem }
`;

export function operationsPage(document: OpenApiDocument): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => operationSection(method, path, operation)),
  );
  const schemas = Object.entries(document.components.schemas).map(
    ([name, schema]) =>
      `<h3 id="${escape(name)}">${escape(name)}</h3><pre>${escape(JSON.stringify(schema, null, 2))}</pre>`,
  );
  return page(
    `${document.info.title} ${document.info.version}`,
    `<p>${escape(document.info.description)}</p>
<p><a href="/openapi.json">openapi.json</a> · <a href="/docs/errors">error codes</a></p>
<h2>Calls</h2>${operations.join('\n')}
<h2>Shapes</h2>${schemas.join('\n')}`,
  );
}

export function errorsPage(): string {
  const rows = Object.entries(ERRORS).map(
    ([code, { status, retryable, title }]) =>
      `<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td>${escape(title)}</td><td>${retryable ? 'yes' : 'no'}</td></tr>`,
  );
  return page(
    'Lector error codes',
    `<p>Cause and fix of each stand in docs/errors.md of the repository. <a href="/docs">All calls</a></p>
<table><tr><th>code</th><th>status</th><th>meaning</th><th>again?</th></tr>${rows.join('\n')}</table>`,
  );
}

function operationSection(method: string, path: string, operation: OpenApiOperation): string {
  const parameters = operation.parameters ?? [];
  const body = operation.requestBody?.content['application/json']?.schema['$ref'];
  const responses = Object.entries(operation.responses).map(
    ([status, { description, content }]) =>
      `<tr><td>${escape(status)}</td><td>${escape(description)}</td><td>${Object.values(content ?? {})
        .map(({ schema }) => shapeLink(schema['$ref']))
        .join(' ')}</td></tr>`,
  );
  return `<h3 id="${escape(operation.operationId)}"><b>${escape(method)}</b> ${escape(path)}</h3>
<p>${escape(operation.summary)}${operation.description === undefined ? '' : `. ${escape(operation.description)}`}</p>
${body === undefined ? '' : `<p>Body: ${shapeLink(body)}</p>`}
<table>${parameters
    .map(
      ({ name, in: place, description = '' }) =>
        `<tr><td><code>${escape(name)}</code></td><td>${place}</td><td>${escape(description)}</td></tr>`,
    )
    .join('')}${responses.join('')}</table>`;
}

function shapeLink(reference: unknown): string {
  if (typeof reference !== 'string') return '';
  const name = escape(reference.slice(reference.lastIndexOf('/') + 1));
  return `<a href="#${name}">${name}</a>`;
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escape(title)}</title><style>${PAGE_STYLE}</style></head><body><h1>${escape(title)}</h1>${body}</body></html>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
