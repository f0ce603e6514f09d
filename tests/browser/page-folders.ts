/** The environment variable in which a run hands its folder of built pages to the processes of the tests. */
export const PAGE_FOLDERS = 'PLENUM_TEST_PAGES';
