// The line editor as the page uses it; its parts are in editor/.
export { createEditor, offer, open, resize, type, type Editor, type Effect, type Step } from './editor/line-editor.ts';
