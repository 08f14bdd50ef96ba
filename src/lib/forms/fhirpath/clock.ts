/** A moment as the clock on the wall of the device shows it. FHIR texts in the local time zone. */
export interface LocalMoment {
  /** `YYYY-MM-DDThh:mm:ss.sss+zz:zz` */
  readonly dateTime: string;
  /** `YYYY-MM-DD`: at 08:00 on 1 April in Japan it is 1 April, though in UTC it is still 31 March. */
  readonly date: string;
  /** `hh:mm:ss.sss` */
  readonly time: string;
}

/** `today()` is the local date, `now()` the local time with its offset. The zone is that of the runtime. */
export function localMoment(now: Date): LocalMoment {
  const date = [pad(now.getFullYear(), 4), pad(now.getMonth() + 1), pad(now.getDate())].join('-');
  const seconds = `${pad(now.getSeconds())}.${pad(now.getMilliseconds(), 3)}`;
  const time = [pad(now.getHours()), pad(now.getMinutes()), seconds].join(':');
  return { dateTime: `${date}T${time}${offset(-now.getTimezoneOffset())}`, date, time };
}

function offset(minutesEast: number): string {
  const minutes = Math.abs(minutesEast);
  return `${minutesEast < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

function pad(value: number, length = 2): string {
  return String(value).padStart(length, '0');
}
