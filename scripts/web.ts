// One web process. Started by `npm start`, or alone beside others with DATABASE_URL.
import { serve } from "./web/serve.ts";

await serve({ isDev: false });
