/** The push services of the browsers; a star stands for one or more labels. Pushes go nowhere else, and the local stack lets functions reach nothing else. */
export const pushHosts = ['fcm.googleapis.com', 'jmt17.google.com', '*.push.services.mozilla.com', '*.push.apple.com', '*.notify.windows.com']
