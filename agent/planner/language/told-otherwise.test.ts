import { expect, it } from 'vitest';
import { normalise } from './normalise';

const plain = (text: string) => normalise(text).text;

it.each([
  ['a webook brings size. wen size is 4 answer "a"', 'a webhook brings size. when size is 4 answer ⟨q0⟩'],
  ['Please to store it', 'please store it'],
  ['A guest who leaves the hotel posts her room.', 'When a webhook receives room.'],
  ['An engine that overheats posts serial and heat.', 'When a webhook receives serial and heat.'],
  [
    'if a posted parcel has fragile = yes the fee is 9, if it has not the fee is 4',
    'A webhook receives parcel. if fragile is yes, the fee is 9, otherwise the fee is 4',
  ],
  ['fee is 4. on holidays (holiday is true) add 2 to the fee', 'fee is 4. if holiday is true, add 2 to the fee'],
  ['If nothing was found, answer "none"', 'if not found, answer ⟨q0⟩'],
  ['put tree along with height into the table woods', 'store tree and height in the table woods'],
  [
    'Return JSON with top, the maximum of the bids, and mid, the mean of the bids.',
    'Return JSON with top being the maximum of the bids and mid being the mean of the bids.',
  ],
  ['gross is the net plus vat percent of the net', 'gross is the net plus net * vat / 100'],
  [
    'look. Found: "a". Not found: 403 and "b".',
    'look. if Found, answer ⟨q0⟩. if Not found, answer ⟨q1⟩ with status 403.',
  ],
  ['Mondays 7.05 am: store it', 'every Monday at 7:05am, store it'],
  ["delete that locker's row from the table lockers", 'delete the row with that locker from the table lockers'],
  [
    'have a table fridge with one row per item: overwrite the count if the item exists, add it if it is new',
    'upsert into the table fridge by item',
  ],
  [
    'Tickets are 9 for adults, 4 for kids and 6 for everyone else. The app sends guest, answer the price only.',
    'A webhook receives guest. if guest is adults answer 9, if guest is kids answer 4, otherwise answer 6.',
  ],
  [
    'Reply with how much it drank, that is the sum of litres over all pump rows of the posted cow, as "{cow}: {sum}"',
    'get the sum of litres of the rows in the table pump with that cow as sum, then answer ⟨q0⟩',
  ],
  ['if gate is open answer "a", if it is not open answer "b"', 'if gate is open answer ⟨q0⟩, otherwise answer ⟨q1⟩'],
])('reads "%s" as it is meant', (said, meant) => {
  expect(plain(said)).toBe(meant);
});

it.each([
  ['if size is 3 answer "a". if it is not the first, answer "b"'],
  ['A row that was found posts nothing'],
  ['At noon (Berlin time) store it'],
])('leaves "%s" as it is', said => {
  expect(plain(said).replace(/⟨q(\d)⟩/g, (_all, at) => `"${at === '0' ? 'a' : 'b'}"`)).toBe(said);
});
