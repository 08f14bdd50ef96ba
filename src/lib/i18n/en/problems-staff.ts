import type { StaffProblemMessages } from '../ja/problems-staff.ts';

export const problemsStaff = {
  'request-malformed':
    'The hub could not read the request. The record is still on the tablet. If it goes on after an app update, tell the system administrator.',
  'request-too-large': 'The record is over the limit of 256 KiB. Shorten the free text and save again.',
  'request-unsupported-type': 'The hub does not take this format. Check the versions of app and hub.',
  'route-unknown':
    'The hub has no such address. Check where the tablet connects to, and the versions of app and hub.',
  'rate-limited': 'Too many requests in a short time; the hub asks to wait. It is sent again by itself.',
  'hub-error':
    'An error inside the hub. It is sent again by itself. If it goes on, tell the system administrator.',
  'hub-unavailable': 'The hub is stopped or starting. It is sent again by itself; go on working.',
  'signature-missing':
    "The hub saw no signature of the tablet. Ask the system administrator whether something rewrites the tablet's traffic.",
  'signature-invalid':
    'The signature does not match the registered tablet. Sending has stopped. Check the tablet in the hub console.',
  'signature-clock-skew':
    'The clock of the tablet differs from the hub by more than 5 minutes. Set date and time to automatic. It is sent again with a correction.',
  'signature-replayed': 'The same request arrived twice. It is sent again by itself; nothing to do.',
  'device-unknown':
    'The hub does not know this tablet. Sending has stopped and the records are kept. An administrator has to register the tablet again.',
  'device-revoked':
    'An administrator has withdrawn this tablet. What was not sent goes, still sealed, to the quarantine of the hub. If you do not know why, ask the administrator.',
  forbidden: 'You are not entitled to do this. Ask a person with the right role.',
  'origin-refused': 'A request from another site was refused. Open the right address of the hub again.',
  'sign-in-required': 'You have to sign in. Sign in and try again.',
  'sign-in-failed': 'Signing in failed. Check the user name and the password.',
  'enrolment-code-invalid': 'The registration code was not found. Check it, or issue a new one in the hub.',
  'enrolment-code-expired': 'The 10 minutes of the registration code are over. Issue a new one in the hub.',
  'enrolment-code-used': 'The registration code has been used. Issue a new one in the hub.',
  'digest-mismatch':
    'The content changed on the way. It is sent again by itself. If it goes on, check the network.',
  'envelope-malformed':
    "The sealed record does not have the hub's format. It is set aside. Tell the system administrator the record id.",
  'hub-key-unknown':
    'The hub does not know the key of this seal. The record is set aside. Get the list again and ask the system administrator about the keys.',
  'envelope-unopenable':
    'The hub could not open the seal. The record is set aside. Tell the system administrator the record id.',
  'content-malformed':
    'The content does not fit the schema of the hub. The record is set aside. Check the app version and tell the system administrator.',
  'content-mismatch':
    'Outside and inside of the seal differ. The record is set aside. Tell the system administrator the record id.',
  'staff-signature-invalid':
    'The electronic signature of the person who confirmed could not be verified. The record is set aside, not lost. Tell the system administrator the record id.',
  'revision-conflict':
    'The hub has a record with the same id and other content. Both are kept. Decide in the hub console which one is right.',
  'revision-in-progress':
    'The hub is working on the same record. It is asked again by itself; nothing to do.',
  'ticket-not-ours': 'This QR code is not a ticket. Scan the QR code on the checkup sheet.',
  'ticket-malformed':
    'The QR code of the ticket is cut off or damaged. Type the number, or print the sheet again.',
  'ticket-forged': 'The signature of the ticket is wrong. Do not use it; identify the child from the list.',
  'ticket-key-unknown': 'This tablet lacks the key of the ticket. Get the list again, then scan once more.',
  'ticket-expired':
    'The ticket is out of date. Check whether the child is still in the age window; reissue if so.',
  'ticket-not-yet-valid':
    'The ticket is not valid yet. Check the day of the checkup and the date of the tablet.',
  'ticket-foreign-municipality':
    'A ticket of another municipality. Check the address and the agreement between the municipalities.',
  'ticket-program-unknown': 'The tablet has no forms for this kind of checkup. Get the list again.',
  'ticket-not-on-roster':
    "The ticket is genuine, but the child is not on today's list. Check the day; add the child in the hub if needed.",
  'ticket-already-submitted':
    'The questionnaire has been handed in. Corrections are made on the staff screen.',
  'code-check-digit': 'The check digit is wrong: a typing slip. Enter the number again from the sheet.',
  'code-unknown': "Nobody on today's list has this number. Check number and day, and get the list again.",
  'code-locked': 'Too many wrong numbers; typing is paused. Use the QR code or the list.',
  'camera-refused':
    'The camera is not allowed. Allow it in the settings of the tablet. Typing the number works too.',
  'camera-missing': 'This tablet has no camera. Type the number, or use the list.',
  'camera-failed': 'The camera does not start. Close other apps and try again.',
  'network-unreachable':
    'The hub cannot be reached. The records are saved on the tablet and are sent once there is a connection.',
  'network-timeout': 'The hub did not answer in time. It is sent again by itself. Check the reception.',
  'answer-not-from-hub':
    'Something other than the hub answered. Look for a Wi-Fi sign-in page. It is sent again by itself.',
  'receipt-invalid':
    'The receipt of the hub cannot be verified. The record does not count as delivered and is sent again. If it goes on, tell the system administrator.',
  'storage-unavailable':
    'Nothing can be saved on this tablet. Leave private browsing and open the app again. Do not use it until then.',
  'storage-not-persistent':
    'The tablet may delete saved records. Open the app from its home screen icon and send early.',
  'storage-full': 'The tablet is full. Send the records and remove apps or photos that are not needed.',
  'storage-failed': 'Saving failed. Leave the screen open and save again. If it goes on, use another tablet.',
  'storage-conflict': 'The same record is being edited on another screen. Close one of them and reload.',
  'storage-blocked':
    'This app is still open in another tab or window. Close all other tabs and windows, then reload. What was saved is still here.',
  'read-not-noted':
    'That you read this cannot be noted in the log of this tablet, so it is not shown. Open it again. If it goes on, look at the free space and tell the administrator.',
  'answers-too-large':
    'Texts are too long or photos too large: the record would be over the limit of 256 KiB. What you entered is still here. Shorten the texts of these items, or remove a photo.',
  'stored-data-damaged':
    'Some records on the tablet cannot be opened. They are kept. Put the tablet aside and tell the system administrator.',
  'device-not-enrolled': 'The tablet is not registered yet. Register it from the first screen.',
  'bundle-missing': "Today's list is missing. Connect to the network and get the list.",
  'bundle-expired': "Today's list has run out. Connect to the network and get it again.",
  'bundle-invalid':
    "Today's list cannot be verified. The previous list stays in use. It is fetched again by itself.",
  'form-invalid': 'Signature or content of the form is wrong, so it is not used. Get the list again.',
  'pin-wrong': 'The PIN is not right. Try again. After 10 wrong tries you cannot use this tablet.',
  'pin-wait': 'Too many wrong PINs; typing is paused. Wait for the time shown.',
  'pin-destroyed':
    '10 wrong PINs: you cannot use this tablet. Take another tablet, or ask an administrator for a recovery code.',
  'recovery-code-invalid':
    'The recovery code is wrong or out of date. Check it, or ask an administrator for a new one.',
  'passkey-failed': 'The passkey did not unlock. Try again or use the PIN.',
  'passkey-unstable':
    'The passkey on this device cannot do what unlocking needs, so it was not added. Use the PIN.',
  locked: 'The screen is locked. Choose your name and enter the PIN.',
  'draft-of-other-shift':
    'This section has a draft from an earlier list, which today’s keys do not open. It is kept, and an administrator of the hub can open it. To go on, keep it aside and enter anew.',
} satisfies StaffProblemMessages;
