import type { FormMessages, IssueValues } from '../ja/form.ts';

const withUnit = ({ bound = '', unit }: IssueValues): string =>
  unit === undefined ? bound : `${bound} ${unit}`;

export const form = {
  yes: 'Ya',
  no: 'Tidak',
  absent: {
    'asked-unknown': 'Tidak tahu',
    'asked-declined': 'Tidak ingin menjawab',
    'temp-unknown': 'Tanya petugas',
  },
  otherAnswers: 'Cara menjawab lain',
  chooseMany: 'Pilih semua yang sesuai',
  chooseFromList: 'Silakan pilih',
  next: 'Lanjut',
  back: 'Kembali',
  progress: (current: number, total: number) => `Pertanyaan ${current} dari ${total}`,
  clearAnswer: 'Hapus jawaban',
  showHelp: 'Lihat penjelasan',
  readOnly: 'Tidak dapat diubah',
  groupOf: (title: string) => `Bagian dari ${title}`,
  bulkNormal: 'Sisanya diisi “normal”',
  bulkNormalHint: 'Hanya bagian yang masih kosong diisi “normal”',
  bulkNormalDone: (count: number) => `${count} bagian diisi “normal”`,
  bulkNormalNothing: 'Tidak ada bagian yang kosong',
  undo: 'Urungkan',
  undone: 'Sudah diurungkan',
  status: {
    empty: 'Belum diisi',
    missing: (count: number) => `Belum diisi: ${count}`,
    check: 'Perlu diperiksa',
    checkCount: (count: number) => `Perlu diperiksa: ${count}`,
    complete: 'Lengkap',
  },
  summary: {
    title: (count: number) => `Ada ${count} isian yang perlu diperiksa`,
    warningsOnly: 'Jika sudah benar, Anda boleh melanjutkan',
  },
  controlMissing: 'Pertanyaan ini tidak dapat ditampilkan. Periksa sambungan, lalu buka lagi layar ini',
  issues: {
    required: () => 'Silakan isi jawaban',
    type: () => 'Sepertinya cara mengisinya kurang tepat. Silakan isi lagi',
    'option-unknown': () => 'Silakan pilih dari jawaban yang ada di layar',
    'option-exclusive': () => 'Jawaban ini tidak dapat dipilih bersama jawaban lain',
    'too-many': ({ bound }) =>
      bound === undefined
        ? 'Silakan pilih satu jawaban saja'
        : `Silakan pilih paling banyak ${bound} jawaban`,
    'too-long': ({ bound }) =>
      bound === undefined ? 'Tulisan terlalu panjang' : `Silakan tulis paling banyak ${bound} huruf`,
    'below-min': (values) => `Silakan isi ${withUnit(values)} atau lebih`,
    'above-max': (values) => `Silakan isi ${withUnit(values)} atau kurang`,
    'decimal-places': ({ bound }) =>
      bound === undefined || bound === '0'
        ? 'Silakan isi angka bulat tanpa koma'
        : `Paling banyak ${bound} angka di belakang koma`,
    'too-few': ({ bound }) =>
      bound === undefined ? 'Jawaban masih kurang' : `Silakan pilih paling sedikit ${bound} jawaban`,
    'too-short': ({ bound }) =>
      bound === undefined ? 'Tulisan terlalu pendek' : `Silakan tulis paling sedikit ${bound} huruf`,
    pattern: () => 'Cara menulisnya tidak sesuai. Silakan periksa lagi',
    'not-a-time': () => 'Waktu ini tidak ada. Periksa jam dan menit',
    'too-large': ({ bound }) =>
      bound === undefined ? 'Berkas terlalu besar' : `Silakan pilih berkas paling besar ${bound}`,
    'file-type': () => 'Berkas jenis ini tidak dapat dipakai',
    constraint: () => 'Periksa apakah jawaban-jawaban ini sesuai satu sama lain',
    unit: () => 'Periksa satuannya',
    'not-a-date': () => 'Tanggal ini tidak ada. Periksa tanggal, bulan, dan tahun',
    'soft-low': (values) => `Ini kurang dari ${withUnit(values)}. Periksa apakah sudah benar`,
    'soft-high': (values) => `Ini lebih dari ${withUnit(values)}. Periksa apakah sudah benar`,
    'after-today': () => 'Tanggal ini sesudah hari ini. Periksa tanggal, bulan, dan tahun',
    'before-today': () => 'Tanggal ini sebelum hari ini. Periksa tanggal, bulan, dan tahun',
    'before-birth': () => 'Tanggal ini sebelum tanggal lahir. Periksa tanggal, bulan, dan tahun',
  },
} satisfies FormMessages;
