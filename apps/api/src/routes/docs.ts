import { createHash } from 'node:crypto';
import { openApiDocument } from '@lector/contract';
import type { ApiDeps } from '../deps.js';
import { errorsPage, operationsPage, PAGE_STYLE } from '../docs-page.js';
import type { ApiResponse, Route } from '../route.js';

/** The API's own description: the document, and two pages made from it that load nothing from anywhere. */
export function docsRoutes({ settings }: Pick<ApiDeps, 'settings'>): Route[] {
  const document = openApiDocument({ version: settings.version, serverUrl: settings.publicUrl || '/' });
  const text = JSON.stringify(document);
  const pages = { operations: operationsPage(document), errors: errorsPage() };
  // No script at all, and no style but the page's own.
  const style = createHash('sha256').update(PAGE_STYLE).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${style}'; frame-ancestors 'none'; base-uri 'none'`;
  const html = (response: ApiResponse, page: string) => {
    response.setHeader('Content-Security-Policy', policy);
    response.type('html').send(page);
  };
  return [
    {
      method: 'get',
      path: '/openapi.json',
      open: true,
      handle: (_request, response) => void response.type('json').send(text),
    },
    { method: 'get', path: '/docs', open: true, handle: (_request, response) => html(response, pages.operations) },
    { method: 'get', path: '/docs/errors', open: true, handle: (_request, response) => html(response, pages.errors) },
  ];
}
