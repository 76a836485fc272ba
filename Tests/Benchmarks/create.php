<?php

// The peer: `POST /v2/teams/{id}/invite` in PHP, as well as PHP can, with the guarantees of the handler. It looks the
// credential up by its digest, holds the team's lock while it decides and appends, lets go, and answers when the line
// is on stable storage. The state folder and the bytes of a line are the handler's, so invitectl can judge what it
// wrote.
//
// It does a little less: it takes no options, counts no requests and no live invites, and reads no snapshot of a
// compacted ledger. It cannot keep a folded team from request to request, so it searches the ledger for the caller's
// membership, from the end.

declare(strict_types=1);

const WRITERS = ['ADMIN', 'OWNER'];
const LINE = '{"seq":%d,"at":"%s","by":{"userId":%d},"event":"invite.created","invite":{"id":"%s","role":"MEMBER",'
    . '"expiresAt":"%s","expiresInDays":7,"maxUses":null}}' . "\n";

function answer(int $status, array $body): never
{
    http_response_code($status);
    header('Content-Type: application/json; charset=utf-8');
    header('Cache-Control: no-store');
    echo json_encode($body, JSON_UNESCAPED_SLASHES), "\n";
    exit;
}

function refuse(int $status, string $reason): never
{
    answer($status, ['status' => 'error', 'error' => ['details' => ['reason' => $reason]]]);
}

function timestamp(int $milliseconds): string
{
    return gmdate('Y-m-d\TH:i:s', intdiv($milliseconds, 1000)) . sprintf('.%03dZ', $milliseconds % 1000);
}

/** The user of the API key that was presented. */
function caller(string $state, string $now): int
{
    $bearer = $_SERVER['HTTP_AUTHORIZATION'] ?? '';
    if (!str_starts_with($bearer, 'Bearer cal_')) refuse(401, 'CREDENTIAL_MALFORMED');
    $text = @file_get_contents("$state/credentials/" . hash('sha256', substr($bearer, 11)) . '.json');
    if ($text === false) refuse(401, 'CREDENTIAL_UNKNOWN');
    $credential = json_decode($text, true, 16, JSON_THROW_ON_ERROR);
    if ($credential['kind'] !== 'apiKey') refuse(401, 'CREDENTIAL_UNKNOWN');
    if ($credential['revokedAt'] !== null) refuse(401, 'CREDENTIAL_REVOKED');
    if ($credential['expiresAt'] !== null && $credential['expiresAt'] <= $now) refuse(401, 'CREDENTIAL_EXPIRED');
    return $credential['userId'];
}

/** The role of an accepted member, or null: as the last joining says, and what changed since. */
function role(string $ledger, int $user): ?string
{
    $joined = strrpos($ledger, ",\"userId\":$user,\"role\":\"");
    if ($joined === false) return null;
    $start = strrpos($ledger, "\n", $joined - strlen($ledger));
    $start = $start === false ? 0 : $start + 1;
    $end = strpos($ledger, "\n", $joined);
    $member = json_decode(substr($ledger, $start, $end - $start), true, 16, JSON_THROW_ON_ERROR)['member'];
    for ($at = $end; ($at = strpos($ledger, "\"memberId\":{$member['id']}", $at)) !== false; $at = $end) {
        $start = strrpos($ledger, "\n", $at - strlen($ledger)) + 1;
        $end = strpos($ledger, "\n", $at);
        $event = json_decode(substr($ledger, $start, $end - $start), true, 16, JSON_THROW_ON_ERROR);
        if ($event['memberId'] !== $member['id']) continue;
        if ($event['event'] === 'member.removed') return null;
        $member = array_merge($member, $event);
    }
    return $member['accepted'] ? $member['role'] : null;
}

/** The number of the last event. */
function lastNumber(string $ledger): int
{
    $before = strrpos($ledger, "\n", -2);
    $line = substr($ledger, $before === false ? 0 : $before + 1, 32);
    if (sscanf($line, '{"seq":%d,', $number) !== 1) refuse(503, 'STORE_CORRUPT');
    return $number;
}

/** What the ledger holds, to its last whole line; a torn one is cut off. */
function contents($file): string
{
    $ledger = stream_get_contents($file);
    if ($ledger === false || $ledger === '') refuse(503, 'STORE_CORRUPT');
    if ($ledger[-1] === "\n") return $ledger;
    $end = strrpos($ledger, "\n");
    if ($end === false || !ftruncate($file, $end + 1)) refuse(503, 'STORE_UNAVAILABLE');
    fseek($file, $end + 1);
    return substr($ledger, 0, $end + 1);
}

/** Decides and appends under the lock, syncs after it. */
function create(string $state, int $team, int $user): array
{
    $lock = @fopen("$state/teams/$team.lock", 'r+');
    $file = $lock === false || !flock($lock, LOCK_EX) ? false : @fopen("$state/teams/$team.jsonl", 'r+');
    if ($file === false) refuse(403, 'NOT_A_MEMBER');
    stream_set_read_buffer($file, 0);
    $ledger = contents($file);
    $role = role($ledger, $user);
    if ($role === null) refuse(403, 'NOT_A_MEMBER');
    if (!in_array($role, WRITERS, true)) refuse(403, 'ROLE_TOO_LOW');
    $now = (int) (microtime(true) * 1000);
    $id = sprintf('%08x', $team) . bin2hex(random_bytes(8));
    [$made, $ends] = [timestamp($now), timestamp($now + 7 * 86_400_000)];
    $line = sprintf(LINE, lastNumber($ledger) + 1, $made, $user, $id, $ends);
    if (fwrite($file, $line) !== strlen($line)) refuse(503, 'STORE_UNAVAILABLE');
    flock($lock, LOCK_UN);
    if (!fdatasync($file)) refuse(503, 'STORE_UNCERTAIN');
    return [$id, $made, $ends];
}

function token(string $state, string $id): string
{
    $key = hex2bin(trim(file_get_contents("$state/token.key")));
    return $id . substr(hash_hmac('sha256', 'invite-token-v1' . hex2bin($id), $key), 0, 40);
}

$path = strtok($_SERVER['REQUEST_URI'], '?');
if ($path === '/health') answer(200, ['status' => 'OK']);
if ($_SERVER['REQUEST_METHOD'] !== 'POST' || !preg_match('#^/v2/teams/([1-9]\d{0,8})/invite$#D', $path, $found)) {
    refuse(404, 'ROUTE_NOT_FOUND');
}
if (($_SERVER['CONTENT_LENGTH'] ?? '') > 0) refuse(400, 'UNKNOWN_PROPERTY');

$state = $_SERVER['INVITE_STATE_DIR'];
$team = (int) $found[1];
$user = caller($state, timestamp((int) (microtime(true) * 1000)));
[$id, $made, $ends] = create($state, $team, $user);
$token = token($state, $id);
$link = "{$_SERVER['INVITE_WEBAPP_URL']}/signup?token=$token&callbackUrl=%2Fgetting-started";
answer(200, ['status' => 'success', 'data' => [
    'token' => $token, 'inviteLink' => $link, 'id' => $id, 'teamId' => $team, 'name' => null, 'status' => 'active',
    'role' => 'MEMBER', 'maxUses' => null, 'uses' => 0, 'remainingUses' => null, 'expiresInDays' => 7,
    'expiresAt' => $ends, 'allowedEmailDomains' => [], 'metadata' => new stdClass(), 'createdAt' => $made,
    'createdBy' => $user, 'updatedAt' => $made, 'lastUsedAt' => null, 'revokedAt' => null, 'version' => 1,
]]);
