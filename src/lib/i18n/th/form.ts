import type { FormMessages, IssueValues } from '../ja/form.ts';

const withUnit = ({ bound = '', unit }: IssueValues): string =>
  unit === undefined ? bound : `${bound} ${unit}`;

export const form = {
  yes: 'ใช่',
  no: 'ไม่ใช่',
  absent: {
    'asked-unknown': 'ไม่ทราบ',
    'asked-declined': 'ไม่ต้องการตอบ',
    'temp-unknown': 'จะถามเจ้าหน้าที่',
  },
  otherAnswers: 'วิธีตอบแบบอื่น',
  chooseMany: 'เลือกทุกข้อที่ตรง',
  chooseFromList: 'กรุณาเลือก',
  next: 'ถัดไป',
  back: 'ย้อนกลับ',
  progress: (current: number, total: number) => `ข้อ ${current} จาก ${total} ข้อ`,
  clearAnswer: 'ลบคำตอบ',
  showHelp: 'ดูคำอธิบาย',
  readOnly: 'แก้ไขไม่ได้',
  groupOf: (title: string) => `รายการของ ${title}`,
  bulkNormal: 'ที่เหลือเป็น “ปกติ” ทั้งหมด',
  bulkNormalHint: 'เฉพาะรายการที่ยังว่างจะเป็น “ปกติ”',
  bulkNormalDone: (count: number) => `ใส่ “ปกติ” แล้ว ${count} รายการ`,
  bulkNormalNothing: 'ไม่มีรายการที่ว่าง',
  undo: 'เลิกทำ',
  undone: 'เลิกทำแล้ว',
  status: {
    empty: 'ยังไม่ได้กรอก',
    missing: (count: number) => `ยังขาด ${count}`,
    check: 'ต้องตรวจดู',
    checkCount: (count: number) => `ต้องตรวจดู ${count}`,
    complete: 'ครบแล้ว',
  },
  summary: {
    title: (count: number) => `มี ${count} จุดที่ขอให้ตรวจดูอีกครั้ง`,
    warningsOnly: 'หากไม่ได้กรอกผิด ไปต่อได้เลย',
  },
  controlMissing: 'แสดงคำถามนี้ไม่ได้ กรุณาตรวจสอบการเชื่อมต่อแล้วเปิดหน้าจอใหม่',
  issues: {
    required: () => 'กรุณาใส่คำตอบ',
    type: () => 'ดูเหมือนวิธีกรอกไม่ถูกต้อง กรุณากรอกอีกครั้ง',
    'option-unknown': () => 'กรุณาเลือกจากคำตอบที่มีบนหน้าจอ',
    'option-exclusive': () => 'คำตอบนี้เลือกพร้อมกับคำตอบอื่นไม่ได้',
    'too-many': ({ bound }) =>
      bound === undefined ? 'กรุณาเลือกเพียงคำตอบเดียว' : `กรุณาเลือกไม่เกิน ${bound} คำตอบ`,
    'too-long': ({ bound }) => (bound === undefined ? 'ข้อความยาวเกินไป' : `กรุณาเขียนไม่เกิน ${bound} ตัวอักษร`),
    'below-min': (values) => `กรุณากรอกตั้งแต่ ${withUnit(values)} ขึ้นไป`,
    'above-max': (values) => `กรุณากรอกไม่เกิน ${withUnit(values)}`,
    'decimal-places': ({ bound }) =>
      bound === undefined || bound === '0'
        ? 'กรุณากรอกจำนวนเต็ม ไม่มีจุดทศนิยม'
        : `กรุณากรอกทศนิยมไม่เกิน ${bound} ตำแหน่ง`,
    'too-few': ({ bound }) => (bound === undefined ? 'คำตอบยังไม่ครบ' : `กรุณาเลือกอย่างน้อย ${bound} คำตอบ`),
    'too-short': ({ bound }) => (bound === undefined ? 'ข้อความสั้นเกินไป' : `กรุณาเขียนอย่างน้อย ${bound} ตัวอักษร`),
    pattern: () => 'รูปแบบไม่ตรงตามที่กำหนด กรุณาตรวจดูอีกครั้ง',
    'not-a-time': () => 'ไม่มีเวลานี้ กรุณาตรวจสอบชั่วโมงและนาที',
    'too-large': ({ bound }) => (bound === undefined ? 'ไฟล์ใหญ่เกินไป' : `กรุณาเลือกไฟล์ขนาดไม่เกิน ${bound}`),
    'file-type': () => 'ใช้ไฟล์ชนิดนี้ไม่ได้',
    constraint: () => 'กรุณาตรวจดูว่าคำตอบเหล่านี้สอดคล้องกันหรือไม่',
    unit: () => 'กรุณาตรวจสอบหน่วย',
    'not-a-date': () => 'ไม่มีวันที่นี้ กรุณาตรวจสอบวัน เดือน ปี',
    'soft-low': (values) => `น้อยกว่า ${withUnit(values)} กรุณาตรวจดูว่าไม่ได้กรอกผิด`,
    'soft-high': (values) => `มากกว่า ${withUnit(values)} กรุณาตรวจดูว่าไม่ได้กรอกผิด`,
    'after-today': () => 'วันที่นี้อยู่หลังวันนี้ กรุณาตรวจสอบวัน เดือน ปี',
    'before-today': () => 'วันที่นี้อยู่ก่อนวันนี้ กรุณาตรวจสอบวัน เดือน ปี',
    'before-birth': () => 'วันที่นี้อยู่ก่อนวันเกิด กรุณาตรวจสอบวัน เดือน ปี',
  },
} satisfies FormMessages;
