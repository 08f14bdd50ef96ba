/** Home with its three doors, and putting a tablet into service (端末登録). */
export const setup = {
  home: {
    title: 'はぐくみ',
    question: 'どなたが使いますか',
    guardianDoor: '保護者の方',
    guardianDoorText: '問診票に答えます',
    staffDoor: 'スタッフ',
    staffDoorText: '計測・診察を記録します',
    adminDoor: '管理',
    adminDoorText: '送信の状態と端末を確認します',
    place: (clinic: string, municipality: string) => `${clinic}（${municipality}）`,
    today: (date: string) => `${date}の健診`,
    noBundle: '本日の名簿をまだ受け取っていません',
    bundleReceived: (time: string) => `名簿を受け取りました（${time}）`,
    fetchBundle: '名簿を受け取る',
    bundleExpired: '名簿の期限が切れています。ネットワークにつないで受け取り直してください',
  },
  enrol: {
    title: '端末の登録',
    intro: 'このタブレットを使えるようにします。自治体の管理画面で発行した登録コードを用意してください。',
    codeLabel: '登録コード',
    codeHint: '英数字8文字です（例：7KQ2-M9XD）。発行から10分間、1回だけ使えます',
    scanCode: 'QRコードで読み取る',
    typeCode: 'コードを入力する',
    typeInstead: '登録コードを入力して進めます。',
    labelLabel: '端末の名前',
    labelHint: '会場で見分けやすい名前を付けてください（例：待合1、診察室2）',
    submit: '登録する',
    submitting: '登録しています',
    codeIncomplete: '登録コードを8文字すべて入れてください',
    labelMissing: '端末の名前を入れてください',
    hubAddress: (origin: string) => `接続先：${origin}`,
  },
  storage: {
    title: '保存場所の確認',
    notPersistent: '保存した記録が、端末によって自動で消されるおそれがあります',
    notPersistentTodo:
      'ホーム画面に追加したアイコンから開いてください。それでも変わらないときは、記録を早めに送信してください。',
    unavailable: 'この開き方では、画面を閉じると記録が消えるおそれがあります',
    unavailableTodo: 'プライベートブラウズのときは終了し、通常の画面で開き直してください。',
    tryAgain: 'もう一度確認する',
    continueAnyway: '承知して続ける',
    insecure: '安全な接続（https）ではないため、この端末では使えません',
  },
  /** What staff do when a form cannot be saved on this tablet. */
  rescue: {
    title: 'スタッフの方へ',
    steps: [
      'この画面を閉じたり、読み込み直したりしないでください。入力した内容は、この画面にだけ残っています。',
      '「もう一度ためす」を押してください。空き容量が足りないときは、不要な写真やアプリを片づけてから、もう一度ためしてください。',
      'それでも保存できないときは、「封をして書き出す」を押し、できたファイルを管理者に渡してください。中身を開けるのはハブだけです。',
    ],
    save: '封をして書き出す',
    saved: '書き出しました。ファイルがあることを確かめ、管理者に渡してください。',
    failed: '書き出せませんでした。画面の内容を紙に書き写してから、管理者に連絡してください。',
  },
  /** The tablet has lost what was stored, or part of it. */
  incident: {
    emptyTitle: 'この端末に保存されていた記録が見つかりません',
    emptyText: 'この端末は登録済みでしたが、ブラウザーの保存データが消えています。',
    olderTitle: 'この端末の記録が、以前の状態に戻っています',
    olderText: 'あとから保存した記録が、この端末から消えています。新しい記録は、続きの番号で保存します。',
    device: '端末ID',
    last: '最後に封をした番号',
    missing: '受領証がなかった記録の番号',
    count: (count: number) => `${count}件`,
    none: 'ありません。送った記録は、ハブに残っています',
    unknown: '分かりません',
    todo: [
      '報告書を保存し、管理者に渡してください。',
      '管理者は、ハブの端末の画面で、この端末の欠けた番号を確かめてください。ハブにない番号の記録は、もう一度入力が必要です。',
      '当日の受診者と紙の控えを照らし合わせ、記録のない方がいないか確かめてください。',
    ],
    save: '報告書を保存する',
    enrolAgain: '端末を登録し直す',
    close: '確認を終える',
  },
  /** What staff are told about what is stored here. */
  keeping: {
    roomLow: '空き容量が少なくなっています',
    roomLowTodo: '不要な写真やアプリを片づけ、記録を早めに送信してください。未送信の記録は消しません。',
    promiseLost: '記録が、端末によって自動で消されるおそれがあります',
    promiseLostTodo: 'いまのうちに記録を送信し、ホーム画面のアイコンから開き直してください。',
    damaged: (count: number) => `読めなくなった記録が${count}件あります（要対応）`,
    damagedTodo:
      '消さずに別に保管しました。ほかの記録はそのまま使えます。診断情報を保存し、管理者に連絡してください。',
  },
  /** What happened to the store while a tab was open. */
  storeEvents: {
    newer: {
      title: 'スタッフの方へ：このアプリの新しい版が、別のタブで開きました',
      todo: 'このタブは古い版です。入力中のものを終えてから、このタブを閉じるか、読み込み直してください。',
    },
    gone: {
      title: 'スタッフの方へ：この端末に保存した記録が、開いているあいだに消されました',
      todo: '入力中の画面があれば、「封をして書き出す」で先に取り出してください。そのあと読み込み直すと、管理者に渡す報告書を保存できます。',
    },
  },
};
export type SetupMessages = typeof setup;
