import { describe, expect, it } from 'vitest';
import { converse } from '@/tests/support/plan';

type Case = readonly [
  sentence: string,
  ...posts: readonly (readonly [body: unknown, status: number, answer: unknown])[],
];

/** Sentences as strangers write them, each run on every way through what was built. */
const cases: readonly Case[] = [
  [
    'When a webhook receives an order, if the amount is over 100 store it in a table called big orders and answer with "big", otherwise answer "small"',
    [{ amount: 150 }, 200, 'big'],
    [{ amount: 50 }, 200, 'small'],
  ],
  [
    'I want an endpoint that takes a JSON with name and age. If age is at least 18, reply "welcome {name}", else return 403 with "too young".',
    [{ name: 'Ann', age: 18 }, 200, 'welcome Ann'],
    [{ name: 'Bo', age: 3 }, 403, 'too young'],
  ],
  [
    'if the email is missing answer 400 with "missing email", store it in leads and answer ok',
    [{ email: 'a@example.com' }, 200, 'ok'],
    [{}, 400, 'missing email'],
  ],
  [
    'On POST: if country is DE or AT answer "dach", if country is FR answer "fr", otherwise "other"',
    [{ country: 'AT' }, 200, 'dach'],
    [{ country: 'FR' }, 200, 'fr'],
    [{ country: 'US' }, 200, 'other'],
  ],
  [
    'API that takes price and quantity, add a field total = price times quantity and respond with the total',
    [{ price: 3, quantity: 4 }, 200, 12],
  ],
  [
    'when a lead comes in, set status to new, store it in table leads, and answer with name and status as json',
    [{ name: 'Zed' }, 200, { name: 'Zed', status: 'new' }],
  ],
  [
    'Whenever my shop posts a new order, and the total is at least 200 euros, save it to vip orders and respond "vip", else respond "thanks"',
    [{ total: 200 }, 200, 'vip'],
    [{ total: 199 }, 200, 'thanks'],
  ],
  [
    'if someone sends a signup to the endpoint without an email return 400 "email required" otherwise save name and email to signups and return "welcome {name}"',
    [{ name: 'Al', email: 'a@example.com' }, 200, 'welcome Al'],
    [{ name: 'Al' }, 400, 'email required'],
  ],
  [
    'Receive a POST with temperature. When temperature is above 30 reply with hot, when it is below 10 reply with cold, else reply with ok.',
    [{ temperature: 35 }, 200, 'hot'],
    [{ temperature: 5 }, 200, 'cold'],
    [{ temperature: 20 }, 200, 'ok'],
  ],
  [
    'a webhook gets a message; if the message contains "urgent" put it in the urgent table and reply "on it", if not put it in the normal table and reply "later"',
    [{ message: 'This is URGENT' }, 200, 'on it'],
    [{ message: 'hi' }, 200, 'later'],
  ],
  ['I need an api that gets two numbers a and b and returns their sum', [{ a: 2, b: 3 }, 200, 5]],
  [
    'When a support ticket arrives by webhook and priority is high or urgent, log it in escalations and answer {"queue":"fast"}, otherwise answer {"queue":"slow"}',
    [{ priority: 'urgent' }, 200, { queue: 'fast' }],
    [{ priority: 'low' }, 200, { queue: 'slow' }],
  ],
  [
    'Incoming lead: unless the company is missing, store name and company in table b2b and say "b2b". Otherwise store the name in table b2c and say "b2c".',
    [{ name: 'X', company: 'Y' }, 200, 'b2b'],
    [{ name: 'X' }, 200, 'b2c'],
  ],
  [
    'when I receive a webhook with a country field, answer "EU" if country is one of DE, FR, IT and "rest" otherwise',
    [{ country: 'FR' }, 200, 'EU'],
    [{ country: 'US' }, 200, 'rest'],
  ],
  [
    'On a webhook, check if the coupon equals "SUMMER10"; if so reply "10% off", if not reply "no discount"',
    [{ coupon: 'SUMMER10' }, 200, '10% off'],
    [{ coupon: 'X' }, 200, 'no discount'],
  ],
  [
    'An order comes in through a webhook. Orders above 1.000 € go to the table big orders, all others go to the table small orders. Reply with "stored".',
    [{ amount: 2000 }, 200, 'stored'],
    [{ amount: 5 }, 200, 'stored'],
  ],
  [
    'when a webhook receives a rating, if rating is 4 or more store it in happy and answer "great", if it is 3 answer "okay", otherwise store it in unhappy and answer "sorry"',
    [{ rating: 5 }, 200, 'great'],
    [{ rating: 3 }, 200, 'okay'],
    [{ rating: 1 }, 200, 'sorry'],
  ],
  [
    'When a webhook is called with an amount, compute the tax as 19% of the amount, then return amount, tax and the sum of amount and tax as JSON',
    [{ amount: 100 }, 200, { amount: 100, tax: 19, sum: 119 }],
  ],
  [
    'when a customer submits feedback, if the text mentions "refund" or "broken" save it to complaints and answer "we will look into it", otherwise save it to praise and answer "thank you"',
    [{ text: 'I want a refund' }, 200, 'we will look into it'],
    [{ text: 'nice' }, 200, 'thank you'],
  ],
  [
    'When an order comes in: if the total is above 1000 answer "vip", if it is above 100 answer "big", otherwise "small". In all cases log it in orders.',
    [{ total: 2000 }, 200, 'vip'],
    [{ total: 200 }, 200, 'big'],
    [{ total: 2 }, 200, 'small'],
  ],
  [
    'on a webhook: if age is between 18 and 65 answer "adult" else answer "other"',
    [{ age: 18 }, 200, 'adult'],
    [{ age: 70 }, 200, 'other'],
  ],
  [
    'webhook. if discount code starts with "VIP" or total exceeds 1000, answer "free shipping". otherwise answer "standard"',
    [{ discount_code: 'VIP9', total: 1 }, 200, 'free shipping'],
    [{ discount_code: 'x', total: 1001 }, 200, 'free shipping'],
    [{ discount_code: 'x', total: 10 }, 200, 'standard'],
  ],
  [
    'whenever an order is placed and the amount isn\'t above 20 answer "too small" otherwise store it in orders and answer "ok"',
    [{ amount: 20 }, 200, 'too small'],
    [{ amount: 21 }, 200, 'ok'],
  ],
  [
    'When a webhook receives a ticket, depending on priority: high goes to table urgent, low goes to table backlog, everything else goes to table normal. In all cases answer "received".',
    [{ priority: 'high' }, 200, 'received'],
    [{ priority: 'low' }, 200, 'received'],
    [{ priority: 'none' }, 200, 'received'],
  ],
  [
    'After a webhook receives a lead, uppercase the name, set source to "web", store it in leads and answer with {"ok": true, "name": name}',
    [{ name: 'ann' }, 200, { ok: true, name: 'ANN' }],
  ],
  ['When a webhook receives an order, answer with the total plus 19% VAT', [{ total: 100 }, 200, 119]],
  [
    'When a form is submitted with name, email and age: 1. if age is under 18, reply with status 403 and "sorry {name}" 2. otherwise save everything to members and reply "hello {name}"',
    [{ name: 'N', email: 'e', age: 12 }, 403, 'sorry N'],
    [{ name: 'N', email: 'e', age: 22 }, 200, 'hello N'],
  ],
  [
    'when a webhook receives a contact request, if message is empty return 400 "please write something", else if it contains "price" store in sales and answer "sales", else store in general and answer "general"',
    [{}, 400, 'please write something'],
    [{ message: 'what is the price' }, 200, 'sales'],
    [{ message: 'hey' }, 200, 'general'],
  ],
  [
    'Can you build me a webhook for job applications? If years of experience are at least 5, save the applicant to seniors and reply "We will call you", otherwise save to juniors and reply "Thanks for applying".',
    [{ name: 'A', years_of_experience: 6 }, 200, 'We will call you'],
    [{ years_of_experience: 2 }, 200, 'Thanks for applying'],
  ],
  [
    'whenever a webhook is called with a username: respond 404 "no such user" unless the username is "admin", in which case respond "welcome boss"',
    [{ username: 'bob' }, 404, 'no such user'],
    [{ username: 'admin' }, 200, 'welcome boss'],
  ],
  [
    'When a webhook gets a purchase, answer "free" if the price is 0, "cheap" if it is under 20 and "expensive" otherwise',
    [{ price: 0 }, 200, 'free'],
    [{ price: 10 }, 200, 'cheap'],
    [{ price: 50 }, 200, 'expensive'],
  ],
  [
    'A webhook receives a donation. If the amount is more than 1k, thank them with "Wow, thank you {name}", else with "Thank you {name}". Log every donation in donations.',
    [{ name: 'Al', amount: 2000 }, 200, 'Wow, thank you Al'],
    [{ name: 'Al', amount: 20 }, 200, 'Thank you Al'],
  ],
  [
    'Please set up an endpoint where our sensors post temperature and sensor_id. Anything above 80 degrees should be stored in alerts and answered with "alert", everything else gets "ok".',
    [{ temperature: 90, sensor_id: 1 }, 200, 'alert'],
    [{ temperature: 20, sensor_id: 1 }, 200, 'ok'],
  ],
];

describe('a webhook sentence gives the right outcome on every path', () => {
  it.each(cases.map(([sentence, ...posts]) => ({ sentence, posts })))('$sentence', async ({ sentence, posts }) => {
    const talk = converse();

    const { question, text } = await talk.say(sentence);

    expect({ question, unknown: text.includes('but not') }).toEqual({ question: null, unknown: false });
    for (const [body, status, answer] of posts)
      expect(await talk.post(body)).toMatchObject({ status, body: answer, error: null });
  });
});

describe('what is stored', () => {
  it('is the order itself, on the one way that stores it', async () => {
    const talk = converse();
    await talk.say(cases[0]![0]);

    await talk.post({ amount: 150, customer: 'Ann' });
    await talk.post({ amount: 50, customer: 'Bo' });

    expect(talk.tables.rowsOf('big orders')).toMatchObject([{ amount: 150, customer: 'Ann' }]);
  });

  it('goes to the table of its case', async () => {
    const talk = converse();
    await talk.say(
      'route incoming tickets by department: sales → store in sales, support → store in support, otherwise store in other',
    );

    for (const department of ['sales', 'support', 'legal']) await talk.post({ department });

    expect(['sales', 'support', 'other'].map(table => talk.tables.rowsOf(table).length)).toEqual([1, 1, 1]);
  });

  it('is a known customer or not', async () => {
    const talk = converse();
    await talk.tables.insert('customers', [{ email: 'a@example.com', name: 'Ann' }], { idempotencyKey: 'x' });
    await talk.say(
      'When an order arrives, look up the customer in table customers by email. If found answer "known", otherwise answer "new"',
    );

    expect(await talk.post({ email: 'a@example.com' })).toMatchObject({ body: 'known' });
    expect(await talk.post({ email: 'b@example.com' })).toMatchObject({ body: 'new' });
  });
});
