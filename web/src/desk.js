// The desk's one entry: every page works without it; it makes the page live, audible and quick.
import { arm } from "./alarm.js";
import { guardForms } from "./forms.js";
import { listenKeys } from "./keys.js";
import { live } from "./live.js";
import { askPasskeys } from "./passkeys.js";

arm();
guardForms();
askPasskeys();
listenKeys();
live();
