import type { TestProject } from 'vitest/node';
import { type Product, startProduct } from './product';

declare module 'vitest' {
  interface ProvidedContext {
    products: { link: string; url: string; home: string }[];
  }
}

/** One product for each worker, since everybody who comes in by a link is the same local owner; the first builds if the build there is not of these sources. */
export default async function setup(project: TestProject) {
  const products: Product[] = [];
  for (let worker = 0; worker < project.config.maxWorkers; worker += 1) products.push(await startProduct());
  project.provide(
    'products',
    products.map(({ link, url, home }) => ({ link, url, home })),
  );
  return () => Promise.all(products.map(product => product.stop()));
}
