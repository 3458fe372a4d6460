// The web process of `npm run dev`: pages are compiled as they are asked for.
import { serve } from "./web/serve.ts";

await serve({ isDev: true });
