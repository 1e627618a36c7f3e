import { describe, expect, it } from 'vitest';
import { createReader } from './reader';
import { readSchedule } from './schedule';

const read = (text: string) => {
  const reader = createReader([]);
  return { schedule: readSchedule(text, reader), assumptions: reader.assumptions };
};

describe('times that come again', () => {
  it.each([
    ['every morning at 8', '0 8 * * *'],
    ['every day at noon', '0 12 * * *'],
    ['at midnight', '0 0 * * *'],
    ['weekdays at 17:30', '30 17 * * 1-5'],
    ['mondays and thursdays at 10', '0 10 * * 1,4'],
    ['Monday to Friday at 6pm', '0 18 * * 1-5'],
    ['every evening at 8', '0 20 * * *'],
    ['daily at half past nine', '30 9 * * *'],
    ['at 8am and 6pm every day', '0 8,18 * * *'],
    ['on the first of the month at 9', '0 9 1 * *'],
    ['on the 15th of every month at 7:05', '5 7 15 * *'],
    ['on the last day of the month at 18:00', '0 18 L * *'],
    ['every sunday at 22:15', '15 22 * * 0'],
    ['on weekends at 11', '0 11 * * 0,6'],
    ['every day at 7.30', '30 7 * * *'],
    ['on the first Monday of the month at 9', '0 9 * * 1#1'],
    ['the last friday of every month at 17:00', '0 17 * * 5#L'],
    ['every second day at 8', '0 8 */2 * *'],
    ['every day except sunday at 9', '0 9 * * 1-6'],
    ['tuesday to saturday at 19h', '0 19 * * 2-6'],
    ['every day at ten past six', '10 6 * * *'],
    ['every day at twenty to seven in the evening', '40 18 * * *'],
    ['*/5 * * * *', '*/5 * * * *'],
  ])('%s', (text, cron) => {
    expect(read(text).schedule).toMatchObject({ mode: 'cron', cron });
  });

  it.each([
    ['every 15 minutes', 15, 'minutes'],
    ['hourly', 1, 'hours'],
    ['every other hour', 2, 'hours'],
    ['every half hour', 30, 'minutes'],
    ['every two days', 2, 'days'],
  ])('%s', (text, every, unit) => {
    expect(read(text).schedule).toMatchObject({ mode: 'interval', every, unit });
  });

  it.each([
    ['every day at 8 in Berlin', 'Europe/Berlin'],
    ['every day at 8 Tokyo time', 'Asia/Tokyo'],
    ['every day at 8 in Germany', 'Europe/Berlin'],
    ['every day at 8am EST', 'America/New_York'],
    ['every day at 8 Europe/Madrid', 'Europe/Madrid'],
    ['daily at 9 in San Francisco', 'America/Los_Angeles'],
  ])('%s', (text, timeZone) => {
    expect(read(text).schedule).toMatchObject({ timeZone });
  });

  it('says what it assumed', () => {
    expect(read('every friday afternoon')).toMatchObject({
      schedule: { cron: '0 15 * * 5' },
      assumptions: ['For "afternoon" I chose 15:00.'],
    });
    expect(read('twice a day').assumptions).toEqual(['You named no times, so I chose 09:00, 17:00.']);
  });
});
