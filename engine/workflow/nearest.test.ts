import { describe, expect, it } from 'vitest';
import { nearest, nearestName } from './nearest';

const order = ['id', 'amount', 'customer', 'customer.email', 'customer.name', 'lines', 'lines[0].sku', 'created_at'];

describe('nearest', () => {
  it.each([
    ['mail', ['email', 'name'], 'email'],
    ['Email', ['email', 'emails'], 'email'],
    ['fetch_order', ['fetch_orders', 'store'], 'fetch_orders'],
    ['orders_fetch', ['fetch_orders', 'store'], 'fetch_orders'],
    ['amuont', ['amount', 'account'], 'amount'],
    ['createdAt', ['created_at', 'updated_at'], 'created_at'],
    ['telephone', ['phone', 'email'], 'phone'],
    ['temp', ['temperature', 'time'], 'temperature'],
    ['big_order_list', ['big_orders', 'reading_list_2'], 'big_orders'],
  ])('%s among %j is %s', (name, candidates, expected) => {
    expect(nearestName(name, candidates)).toBe(expected);
  });

  it.each([
    ['mail', ['email', 'e-mail']],
    ['x', ['y', 'z']],
    ['total', ['city', 'street']],
    ['note', ['note_1', 'note_2']],
    ['', ['a']],
  ])('%s among %j is nothing, or not only one', (name, candidates) => {
    expect(nearestName(name, candidates)).toBeNull();
  });

  it.each([
    ['customer.mail', 'customer.email'],
    ['email', 'customer.email'],
    ['custmer.email', 'customer.email'],
    ['customer.created_at', 'created_at'],
    ['createdAt', 'created_at'],
    ['lines[0].skus', 'lines[0].sku'],
    ['mail', 'customer.email'],
  ])('of the path %s is %s', (path, expected) => {
    expect(nearest(path, order)).toBe(expected);
  });

  it('is nothing when two owners have the field', () => {
    expect(nearest('email', ['buyer.email', 'seller.email'])).toBeNull();
  });
});
