/** Takes over the pages of this folder in the browser. */
import '../shell/take-over.tsx';
