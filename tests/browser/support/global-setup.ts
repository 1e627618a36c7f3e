import type { TestProject } from 'vitest/node';
import { startProduct } from './product';

declare module 'vitest' {
  interface ProvidedContext {
    product: { link: string; url: string; home: string };
  }
}

/** One product for the whole run; it builds first if the build there is not of these sources. */
export default async function setup(project: TestProject) {
  const { link, url, home, stop } = await startProduct();
  project.provide('product', { link, url, home });
  return stop;
}
