import { installPeers } from './parts/peers.ts'

/** Installs Keras and PyTorch into a cache folder of their own, for `npm run bench -- engines` to measure against. */
installPeers()
