import { isObject } from '../workflow/equal';

/**
 * True for an answer that says no whatever its status: `ok` or `success` is false, `status` is an error, or there are
 * errors and no data beside them (GraphQL, October 2021, 7.1: `data` is null or absent when nothing could be done).
 */
export function saysNo(body: unknown): boolean {
  if (!isObject(body)) return false;
  const { ok, success, status, error, errors, data } = body;
  if (ok === false || success === false) return true;
  if (typeof status === 'string' && /^(error|fail(ed|ure)?)$/i.test(status)) return true;
  if (Array.isArray(errors) && errors.length > 0) return data === undefined || data === null || isAllNull(data);
  const isNamed =
    (typeof error === 'string' && error !== '') || (isObject(error) && ('message' in error || 'code' in error));
  return isNamed && (data === undefined || data === null) && ok !== true && success !== true;
}

const isAllNull = (data: unknown) => isObject(data) && Object.values(data).every(value => value === null);
