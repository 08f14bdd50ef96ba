import type { ProblemMessages } from '../ja/problems.ts';

const STAFF = 'スタッフに いってください。';
const KEPT = 'こたえは のこって います。';

export const problems = {
  'request-malformed': `うまく おくる ことが できませんでした。${STAFF}${KEPT}`,
  'request-too-large': `こたえが ながいので、おくる ことが できませんでした。${STAFF}`,
  'request-unsupported-type': `この タブレットの せっていを しらべます。${STAFF}`,
  'route-unknown': `おくる ところが みつかりませんでした。${STAFF}`,
  'rate-limited': 'いま こんで います。すこし まってから、もう いちど してください。',
  'hub-error': `いま うけとる ところの ちょうしが わるいです。${KEPT}そのまま まってください。`,
  'hub-unavailable': `いま うけとる じゅんびを して います。${KEPT}しんぱい いりません。`,
  'signature-missing': `この タブレットを しらべる ことが できませんでした。${STAFF}`,
  'signature-invalid': `この タブレットが ただしいか わかりませんでした。${STAFF}`,
  'signature-clock-skew': `タブレットの とけいが あって いません。${STAFF}`,
  'signature-replayed': 'おなじ ものを 2かい おくりました。すこし まってください。',
  'device-unknown': `この タブレットは まだ つかう じゅんびが できて いません。${STAFF}`,
  'device-revoked': `この タブレットは もう つかう ことが できません。${STAFF}ほかの タブレットを わたします。`,
  forbidden: `これは スタッフが します。${STAFF}`,
  'origin-refused': `この がめんからは おくる ことが できません。${STAFF}`,
  'sign-in-required': `はじめに、あなたが だれか たしかめます。${STAFF}`,
  'sign-in-failed': 'あなたが だれか わかりませんでした。もう いちど してください。',
  'enrolment-code-invalid': `この コードは つかう ことが できません。${STAFF}`,
  'enrolment-code-expired': `この コードは つかえる じかんが おわりました。${STAFF}`,
  'enrolment-code-used': `この コードは もう つかいました。${STAFF}`,
  'digest-mismatch':
    'おくる とちゅうで、たりなく なりました。もう いちど おくって いますから、まってください。',
  'envelope-malformed': `こたえを うけとる ことが できませんでした。${STAFF}${KEPT}`,
  'hub-key-unknown': `タブレットの せっていが ふるいので、おくる ことが できませんでした。${STAFF}${KEPT}`,
  'envelope-unopenable': `おくった こたえを ひらく ことが できませんでした。${STAFF}${KEPT}`,
  'content-malformed': `こたえの かたちが あいませんでした。${STAFF}${KEPT}`,
  'content-mismatch': `こたえを たしかめたいです。${STAFF}${KEPT}`,
  'revision-conflict': `おなじ しつもんの こたえが 2つ あります。${STAFF}`,
  'revision-in-progress': 'いま こたえを うけとって います。すこし まってください。',
  'ticket-not-ours': 'これは けんしんの かみでは ありません。じゅしんひょうの QRコードを みせてください。',
  'ticket-malformed':
    'QRコードを ぜんぶ よむ ことが できませんでした。かみを まっすぐに して、もう いちど みせてください。',
  'ticket-forged': `この じゅしんひょうは つかう ことが できません。${STAFF}`,
  'ticket-key-unknown': `この じゅしんひょうが ただしいか わかりませんでした。${STAFF}`,
  'ticket-expired': `この じゅしんひょうを つかえる ひは おわりました。${STAFF}けんしんが できるか しらべます。`,
  'ticket-not-yet-valid': `この じゅしんひょうは まだ つかう ことが できません。${STAFF}`,
  'ticket-foreign-municipality': `ほかの まちの じゅしんひょうかも しれません。${STAFF}`,
  'ticket-program-unknown': `この けんしんは、この タブレットでは できません。${STAFF}`,
  'ticket-not-on-roster': `きょうの なまえの ひょうに ありませんでした。${STAFF}`,
  'ticket-already-submitted':
    'この しつもんの こたえは もう うけとりました。かえたい ときは、スタッフに いってください。',
  'code-check-digit':
    'ばんごうに まちがいが あります。じゅしんひょうの ばんごうを もう いちど みてください。',
  'code-unknown': `この ばんごうは きょうの ひょうに ありません。ばんごうが ただしい ときは、${STAFF}`,
  'code-locked': 'ばんごうを なんども まちがえました。すこし まつか、QRコードを みせてください。',
  'camera-refused': 'カメラを つかう ことが できません。じゅしんひょうの ばんごうを いれてください。',
  'camera-missing': 'カメラが みつかりません。じゅしんひょうの ばんごうを いれてください。',
  'camera-failed':
    'カメラが うごきませんでした。もう いちど するか、じゅしんひょうの ばんごうを いれてください。',
  'network-unreachable':
    'いま つながって いません。このまま つづけて ください。こたえは この タブレットに ほぞんします。',
  'network-timeout':
    'じかんが かかって います。このまま つづけて ください。こたえは この タブレットに ほぞんします。',
  'answer-not-from-hub': `ちがう ところに つながって います。${STAFF}こたえは ほぞんします。`,
  'receipt-invalid': `こたえが ついたか しらべて います。すこし じかんが かかります。${KEPT}`,
  'storage-unavailable': `この タブレットでは こたえを ほぞん できません。${STAFF}`,
  'storage-not-persistent': `スタッフが この タブレットの せっていを みます。${STAFF}`,
  'storage-full': `タブレットが いっぱいです。${STAFF}`,
  'storage-failed': `いまの こたえを ほぞん できませんでした。がめんを とじないで、${STAFF}`,
  'storage-conflict':
    'おなじ しつもんを ほかの がめんでも ひらいて います。1つの がめんで こたえてください。',
  'stored-data-damaged': `ほぞんした こたえを ひらく ことが できませんでした。${STAFF}`,
  'device-not-enrolled': `この タブレットは じゅんびが おわって いません。${STAFF}`,
  'bundle-missing': `きょうの じゅんびが まだです。${STAFF}`,
  'bundle-expired': `きょうの なまえの ひょうが まだ ありません。${STAFF}`,
  'bundle-invalid': `きょうの なまえの ひょうが ただしいか わかりませんでした。${STAFF}`,
  'form-invalid': `この しつもんを だす ことが できません。${STAFF}`,
  'pin-wrong': 'ばんごうが ちがいます。これは スタッフの がめんです。',
  'pin-wait': 'これは スタッフの がめんです。すこし まってください。',
  'pin-destroyed': `この タブレットの ロックは はずせません。${STAFF}`,
  locked: `がめんが ロックされて います。${STAFF}`,
} satisfies ProblemMessages;
