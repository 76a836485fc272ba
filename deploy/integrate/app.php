<?php
// A site with a team: `link` prints a link, the web server has the page under it, and `follow` keeps the members.

/** What the service answers. Throws the reason of a refusal; after NO_ANSWER the same may be asked again. */
function call(string $method, string $path, ?array $body = null, string ...$headers): array {
    $curl = curl_init(getenv('INVITE_API') . $path);
    array_push($headers, 'Authorization: Bearer ' . getenv('INVITE_KEY'), 'Content-Type: application/json');
    curl_setopt_array($curl, [CURLOPT_CUSTOMREQUEST => $method, CURLOPT_HTTPHEADER => $headers, CURLOPT_TIMEOUT => 40]
        + [CURLOPT_RETURNTRANSFER => true] + ($body ? [CURLOPT_POSTFIELDS => json_encode($body)] : []));
    $answer = json_decode((string) curl_exec($curl), true);
    if (curl_getinfo($curl, CURLINFO_RESPONSE_CODE) < 300 && $answer) return $answer;
    throw new RuntimeException($answer['error']['details']['reason'] ?? 'NO_ANSWER');
}

/** A file that stands for a table of your database. The change is one transaction; what is there then comes back. */
function table(string $name, callable $change): array {
    $path = getenv('APP_DATA') . "/$name.json";
    flock($lock = fopen("$path.lock", 'c'), LOCK_EX);
    $rows = $change(is_file($path) ? json_decode(file_get_contents($path), true) : []);
    $new = fopen("$path.new", 'w');
    $isSaved = fwrite($new, json_encode($rows)) && fsync($new) && rename("$path.new", $path);
    return $isSaved ? $rows : throw new RuntimeException('NOT_SAVED');
}

/** A link of our team, which is made for the first one. The key sees to it that no failure makes a second team. */
function new_link(): string {
    $team = ['name' => 'Acme', 'owner' => ['subject' => 'acme-app', 'name' => 'Acme']];
    $ours = call('GET', '/v2/teams')['data'] ?: [call('POST', '/v2/teams', $team, 'Idempotency-Key: our-team')['data']];
    return call('POST', "/v2/teams/{$ours[0]['id']}/invite", ['maxUses' => 64])['data']['inviteLink'] . "\n";
}

/** The page under a link, and what is on it: what the link offers or, with an address, what became of joining. */
function page(array $sent): array {
    if (!isset($sent['email'])) {
        $offer = call('POST', '/v2/invites/preview', ['token' => $sent['token']])['data'];
        $domains = implode(', ', $offer['allowedEmailDomains'] ?: ['any']);
        $more = ['domains' => $domains, 'inviter' => $offer['inviterName'] ?? 'Somebody', 'allowedEmailDomains' => ''];
        return [$offer['reason'] ?? 'OFFER', $more + $sent + $offer];
    }
    // Whoever types an address is believed. Your application asks for a password, or sends a mail and then says true.
    $uuid = preg_replace('/(.{8})(.{4})(.{3})(.{3})(.{12})/', '$1-$2-4$3-a$4-$5', bin2hex(random_bytes(15)));
    $fresh = ['subject' => $uuid, 'emailVerified' => false, 'email' => $sent['email'], 'name' => $sent['name']];
    $account = table('accounts', fn ($known) => $known + [$sent['email'] => $fresh])[$sent['email']];
    $joined = call('POST', '/v2/invites/accept', ['token' => $sent['token'], 'user' => $account])['data'];
    return [$joined['membership']['accepted'] ? 'JOINED' : 'WAITING', $account];
}

/** Brings the members up to date. They and the cursor change in one step, so each event counts once, whatever dies. */
function follow(): void {
    extract(table('members', fn ($known) => $known + ['cursor' => '0', 'events' => 0, 'members' => []]));
    $feed = call('GET', "/v2/events?wait=25&after=$cursor");
    foreach ($feed['data'] as $event) {
        $id = "$event[teamId]-$event[membershipId]";
        $news = $event['member'] ?? array_filter($event['changes'] ?? [], fn ($new) => $new !== null);
        if ($event['membershipId']) $members[$id] = $news + ($members[$id] ?? []);
        if (in_array($event['type'], ['member.removed', 'member.keptOut'])) unset($members[$id]);
    }
    $events += count($feed['data']);
    table('members', fn () => ['cursor' => $feed['cursor'], 'events' => $events, 'members' => $members]);
    $feed['data'] || $feed['hasMore'] || sleep(1);
}

while (PHP_SAPI === 'cli' && $argv[1] === 'follow') follow();
if (PHP_SAPI === 'cli') exit(new_link());

// `GET /join?token=…` and the form that it shows, `POST /join`.
try {
    [$name, $shown] = page($_POST + ['token' => $_GET['token'] ?? '', 'name' => '']);
} catch (RuntimeException $refusal) {
    [$name, $shown] = [$refusal->getMessage(), []];
}
$page = is_file(__DIR__ . "/pages/$name.html") ? $name : 'OTHER';
foreach ($shown as $key => $value) $places["{{$key}}"] = htmlspecialchars((string) $value);
header('Referrer-Policy: no-referrer', true, $shown ? 200 : 409);
echo strtr(file_get_contents(__DIR__ . "/pages/$page.html"), $places ?? []);
