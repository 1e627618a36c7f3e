// No TypeScript: to read it, every start of the server would load Next's compiler, 50 MB of memory.
import { PHASE_PRODUCTION_BUILD } from 'next/constants.js';

/** @type {import('next').NextConfig} */
const config = {
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

/**
 * Nothing reads the maps of a production build, and every route has a copy of the server's. Without them and without
 * the cache for a second build, the first takes 68 s instead of 115 s on two cores, and 74 MB instead of 729 MB.
 *
 * @type {import('next').NextConfig['experimental']}
 */
const built = {
  serverSourceMaps: false,
  turbopackSourceMaps: false,
  turbopackFileSystemCacheForBuild: false,
};

/** @param {string} phase */
export default phase => (phase === PHASE_PRODUCTION_BUILD ? { ...config, experimental: built } : config);
