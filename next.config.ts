import type { NextConfig } from 'next';

const config: NextConfig = {
  // Types are checked by `npm test` with the native compiler; TypeScript 7 has no API for Next to call.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    'pg',
    'pg-boss',
    'kysely',
    'pino',
    '@jitl/quickjs-wasmfile-release-sync',
    'quickjs-emscripten-core',
    'turndown',
    'sanitize-html',
    'nodemailer',
    'isolated-vm',
  ],
  turbopack: {
    resolveAlias: {
      // streamdown imports a parser of HTML (70 kB sent) for raw HTML in Markdown, which is never drawn.
      'rehype-raw': './app/_ui/no-raw-html.ts',
    },
  },
  poweredByHeader: false,
  devIndicators: false,
};

export default config;
