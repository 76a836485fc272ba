// A site with a team: `link` prints a link, `serve` has the page under it, and `follow` keeps the list of members.
import { randomUUID } from "node:crypto";
import * as fs from "node:fs";
import { createServer, IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";

/** What the service answers. Throws the reason of a refusal; after anything else the same may be asked again. */
async function call(method: string, path: string, body?: object, more = {}): Promise<any> {
  const headers = { Authorization: `Bearer ${process.env.INVITE_KEY}`, "Content-Type": "application/json", ...more };
  const response = await fetch(process.env.INVITE_API + path, { method, headers, body: body && JSON.stringify(body) });
  const answer: any = await response.json();
  if (!response.ok) throw new Error(answer.error.details.reason);
  return answer;
}

/** A file that stands for a table of your database. The change is one transaction; what is there then comes back. */
function table(name: string, change: (rows: any) => any): any {
  const path = `${process.env.APP_DATA}/${name}.json`;
  const rows = change(fs.existsSync(path) ? JSON.parse(fs.readFileSync(path, "utf8")) : {});
  fs.rmSync(`${path}.new`, { force: true });
  fs.writeFileSync(`${path}.new`, JSON.stringify(rows), { flag: "as" }); // It is on the disk when this returns.
  fs.renameSync(`${path}.new`, path);
  return rows;
}

/** A link of our team, which is made for the first one. The key sees to it that no failure makes a second team. */
async function newLink(): Promise<string> {
  const team = { name: "Acme", owner: { subject: "acme-app", name: "Acme" } };
  const [ours] = (await call("GET", "/v2/teams")).data;
  const { id } = ours ?? (await call("POST", "/v2/teams", team, { "Idempotency-Key": "our-team" })).data;
  return (await call("POST", `/v2/teams/${id}/invite`, { maxUses: 64 })).data.inviteLink;
}

/** The page under a link, and what is on it: what the link offers or, with an address, what became of joining. */
async function page(token: string, sent: URLSearchParams): Promise<[string, any]> {
  const email = sent.get("email");
  if (!email) {
    const offer = (await call("POST", "/v2/invites/preview", { token })).data;
    const [inviter, domains] = [offer.inviterName ?? "Somebody", offer.allowedEmailDomains?.join(", ") || "any"];
    return [offer.reason ?? "OFFER", { ...offer, token, inviter, domains }];
  }
  // Whoever types an address is believed. Your application asks for a password, or sends a mail and then says true.
  const fresh = { subject: randomUUID(), emailVerified: false, email, name: sent.get("name") };
  const account = table("accounts", (known) => ({ [email]: fresh, ...known }))[email];
  const joined = (await call("POST", "/v2/invites/accept", { token, user: account })).data;
  return [joined.membership.accepted ? "JOINED" : "WAITING", account];
}

/** `GET /join?token=…` and the form that it shows, `POST /join`. */
async function show(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const sent = new URLSearchParams(await text(request));
  const token = sent.get("token") ?? new URL(request.url!, "http://app").searchParams.get("token") ?? "";
  const [name, shown] = await page(token, sent).catch((failure) => [failure.message]);
  const file = `${__dirname}/pages/${name}.html`;
  const template = fs.readFileSync(fs.existsSync(file) ? file : `${__dirname}/pages/OTHER.html`, "utf8");
  const safe = (value: unknown) => String(value).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
  response.writeHead(shown ? 200 : 409, { "Content-Type": "text/html", "Referrer-Policy": "no-referrer" });
  response.end(template.replace(/{(\w+)}/g, (_, key) => safe(shown[key])));
}
const site = createServer((request, response) => show(request, response).catch(() => response.destroy()));

/** Brings the members up to date. They and the cursor change in one step, so each event counts once, whatever dies. */
async function follow(): Promise<void> {
  const { cursor, events, members } = table("members", (known) => ({ cursor: "0", events: 0, members: {}, ...known }));
  const feed = await call("GET", `/v2/events?wait=25&after=${cursor}`);
  for (const event of feed.data) {
    const id = `${event.teamId}-${event.membershipId}`;
    const changed = Object.entries(event.changes ?? {}).filter(([, value]) => value !== null);
    if (event.membershipId) members[id] = { ...members[id], ...event.member, ...Object.fromEntries(changed) };
    if (["member.removed", "member.keptOut"].includes(event.type)) delete members[id];
  }
  table("members", () => ({ cursor: feed.cursor, events: events + feed.data.length, members }));
  if (!feed.hasMore && feed.data.length === 0) await new Promise((done) => setTimeout(done, 1000));
}

if (process.argv[2] === "link") newLink().then(console.log);
if (process.argv[2] === "serve") site.listen(Number(process.env.APP_PORT), "127.0.0.1");
(async () => { while (process.argv[2] === "follow") await follow(); })();
