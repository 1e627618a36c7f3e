import { plain } from './errors-catalogue/entry';
import { hostErrors } from './errors-catalogue/host';
import { limitsErrors } from './errors-catalogue/limits';
import { loopsErrors } from './errors-catalogue/loops';
import { requestsErrors } from './errors-catalogue/requests';
import { runsErrors } from './errors-catalogue/runs';
import { servicesErrors } from './errors-catalogue/services';
import { workflowsErrors } from './errors-catalogue/workflows';

/** Every failure a caller may meet, one line of speech each; by area in `errors-catalogue/`. */
export const catalogue = {
  unexpected: plain(500, 'Something went wrong that we did not foresee. It is in the log; please try again.'),
  ...requestsErrors,
  ...workflowsErrors,
  ...runsErrors,
  ...loopsErrors,
  ...limitsErrors,
  ...servicesErrors,
  ...hostErrors,
} as const;
