import type { FormMessages, IssueValues } from '../ja/form.ts';

const withUnit = ({ bound = '', unit }: IssueValues): string =>
  unit === undefined ? bound : `${bound} ${unit}`;

export const form = {
  yes: 'Có',
  no: 'Không',
  absent: {
    'asked-unknown': 'Tôi không biết',
    'asked-declined': 'Tôi không muốn trả lời',
    'temp-unknown': 'Tôi sẽ hỏi nhân viên',
  },
  otherAnswers: 'Cách trả lời khác',
  chooseMany: 'Chọn tất cả câu đúng',
  chooseFromList: 'Hãy chọn',
  next: 'Tiếp theo',
  back: 'Quay lại',
  progress: (current: number, total: number) => `Câu ${current} trong ${total} câu`,
  clearAnswer: 'Xóa câu trả lời',
  showHelp: 'Xem giải thích',
  readOnly: 'Chỉ xem',
  groupOf: (title: string) => `Các mục của ${title}`,
  bulkNormal: 'Phần còn lại: bình thường',
  bulkNormalHint: 'Chỉ những mục còn trống được ghi là “bình thường”',
  bulkNormalDone: (count: number) => `Đã ghi “bình thường” cho ${count} mục`,
  bulkNormalNothing: 'Không có mục nào còn trống',
  undo: 'Hoàn tác',
  undone: 'Đã hoàn tác',
  status: {
    empty: 'Chưa nhập',
    missing: (count: number) => `Còn thiếu ${count}`,
    check: 'Cần xem lại',
    checkCount: (count: number) => `Cần xem lại ${count}`,
    complete: 'Xong',
  },
  summary: {
    title: (count: number) => `Có ${count} chỗ cần xem lại`,
    warningsOnly: 'Nếu không nhập nhầm, bạn có thể đi tiếp',
  },
  controlMissing: 'Không hiển thị được câu hỏi này. Xin kiểm tra kết nối và mở lại màn hình',
  issues: {
    required: () => 'Xin nhập câu trả lời',
    type: () => 'Cách nhập có vẻ chưa đúng. Xin nhập lại',
    'option-unknown': () => 'Xin chọn một trong các câu trả lời trên màn hình',
    'option-exclusive': () => 'Không thể chọn câu này cùng với câu khác',
    'too-many': ({ bound }) =>
      bound === undefined ? 'Xin chỉ chọn một câu trả lời' : `Xin chọn không quá ${bound} câu trả lời`,
    'too-long': ({ bound }) =>
      bound === undefined ? 'Đoạn viết quá dài' : `Xin viết không quá ${bound} ký tự`,
    'below-min': (values) => `Xin nhập từ ${withUnit(values)} trở lên`,
    'above-max': (values) => `Xin nhập không quá ${withUnit(values)}`,
    'decimal-places': ({ bound }) =>
      bound === undefined || bound === '0'
        ? 'Xin nhập số nguyên, không có phần lẻ'
        : `Xin nhập không quá ${bound} chữ số phần lẻ`,
    'too-few': ({ bound }) =>
      bound === undefined ? 'Chưa đủ câu trả lời' : `Xin chọn ít nhất ${bound} câu trả lời`,
    'too-short': ({ bound }) =>
      bound === undefined ? 'Đoạn viết quá ngắn' : `Xin viết ít nhất ${bound} ký tự`,
    pattern: () => 'Cách viết chưa đúng mẫu. Xin xem lại',
    'not-a-time': () => 'Không có giờ này. Xin xem lại giờ và phút',
    'too-large': ({ bound }) => (bound === undefined ? 'Tệp này quá lớn' : `Xin chọn tệp không quá ${bound}`),
    'file-type': () => 'Không dùng được loại tệp này',
    constraint: () => 'Xin xem lại các câu trả lời này có khớp nhau không',
    unit: () => 'Xin xem lại đơn vị',
    'not-a-date': () => 'Không có ngày này. Xin xem lại ngày, tháng, năm',
    'soft-low': (values) => `Số này nhỏ hơn ${withUnit(values)}. Xin xem lại có nhập nhầm không`,
    'soft-high': (values) => `Số này lớn hơn ${withUnit(values)}. Xin xem lại có nhập nhầm không`,
    'after-today': () => 'Ngày này ở sau hôm nay. Xin xem lại ngày, tháng, năm',
    'before-today': () => 'Ngày này ở trước hôm nay. Xin xem lại ngày, tháng, năm',
    'before-birth': () => 'Ngày này ở trước ngày sinh. Xin xem lại ngày, tháng, năm',
  },
} satisfies FormMessages;
