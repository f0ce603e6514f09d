/** Who came as a whole HTML document, written on the server. Pure. */
import { type PageSite, renderPage } from '../shell/render.tsx';
import { type AttendancePageState, Page } from './pages.tsx';

export function renderAttendancePage(state: AttendancePageState, site: PageSite): string {
  return renderPage({ title: `Attendance: ${state.session.event.name}`, body: <Page state={state} />, state, site });
}
