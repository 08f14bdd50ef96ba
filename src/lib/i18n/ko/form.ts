import type { FormMessages, IssueValues } from '../ja/form.ts';

const withUnit = ({ bound = '', unit }: IssueValues): string =>
  unit === undefined ? bound : `${bound} ${unit}`;

export const form = {
  yes: '예',
  no: '아니요',
  absent: {
    'asked-unknown': '모르겠음',
    'asked-declined': '답하고 싶지 않음',
    'temp-unknown': '직원에게 물어보기',
  },
  otherAnswers: '다른 방법으로 답하기',
  chooseMany: '해당하는 것을 모두 골라 주세요',
  chooseFromList: '골라 주세요',
  next: '다음',
  back: '이전',
  progress: (current: number, total: number) => `${total}문항 중 ${current}번째`,
  clearAnswer: '답 지우기',
  showHelp: '설명 보기',
  readOnly: '수정할 수 없음',
  groupOf: (title: string) => `${title} 항목`,
  bulkNormal: '나머지를 모두 “이상 없음”으로',
  bulkNormalHint: '입력하지 않은 항목만 “이상 없음”으로 합니다',
  bulkNormalDone: (count: number) => `${count}개 항목을 “이상 없음”으로 했습니다`,
  bulkNormalNothing: '입력하지 않은 항목이 없습니다',
  undo: '되돌리기',
  undone: '되돌렸습니다',
  status: {
    empty: '입력하지 않음',
    missing: (count: number) => `미입력 ${count}`,
    check: '확인 필요',
    checkCount: (count: number) => `확인 필요 ${count}`,
    complete: '완료',
  },
  summary: {
    title: (count: number) => `확인해 주실 곳이 ${count}곳 있습니다`,
    warningsOnly: '잘못 입력한 것이 없으면 그대로 진행할 수 있습니다',
  },
  controlMissing: '이 질문을 표시하지 못했습니다. 연결을 확인하고 화면을 다시 열어 주세요',
  issues: {
    required: () => '답을 입력해 주세요',
    type: () => '입력 방법이 다른 것 같습니다. 다시 입력해 주세요',
    'option-unknown': () => '화면에 있는 답 중에서 골라 주세요',
    'option-exclusive': () => '이 답은 다른 답과 함께 고를 수 없습니다',
    'too-many': ({ bound }) =>
      bound === undefined ? '답을 하나만 골라 주세요' : `답을 ${bound}개까지만 골라 주세요`,
    'too-long': ({ bound }) => (bound === undefined ? '글이 너무 깁니다' : `${bound}자까지만 써 주세요`),
    'below-min': (values) => `${withUnit(values)} 이상으로 입력해 주세요`,
    'above-max': (values) => `${withUnit(values)} 이하로 입력해 주세요`,
    'decimal-places': ({ bound }) =>
      bound === undefined || bound === '0'
        ? '소수점 없이 입력해 주세요'
        : `소수점 아래는 ${bound}자리까지만 입력해 주세요`,
    'too-few': ({ bound }) => (bound === undefined ? '답이 부족합니다' : `답을 ${bound}개 이상 골라 주세요`),
    'too-short': ({ bound }) => (bound === undefined ? '글이 너무 짧습니다' : `${bound}자 이상 써 주세요`),
    pattern: () => '정해진 형식과 다릅니다. 다시 확인해 주세요',
    'not-a-time': () => '없는 시각입니다. 시와 분을 확인해 주세요',
    'too-large': ({ bound }) =>
      bound === undefined ? '파일이 너무 큽니다' : `${bound} 이하의 파일을 골라 주세요`,
    'file-type': () => '이 종류의 파일은 사용할 수 없습니다',
    constraint: () => '답이 서로 맞는지 확인해 주세요',
    unit: () => '단위를 확인해 주세요',
    'not-a-date': () => '없는 날짜입니다. 년·월·일을 확인해 주세요',
    'soft-low': (values) => `${withUnit(values)}보다 작습니다. 잘못 입력하지 않았는지 확인해 주세요`,
    'soft-high': (values) => `${withUnit(values)}보다 큽니다. 잘못 입력하지 않았는지 확인해 주세요`,
    'after-today': () => '오늘보다 뒤의 날짜입니다. 년·월·일을 확인해 주세요',
    'before-today': () => '오늘보다 앞의 날짜입니다. 년·월·일을 확인해 주세요',
    'before-birth': () => '태어난 날보다 앞의 날짜입니다. 년·월·일을 확인해 주세요',
  },
} satisfies FormMessages;
